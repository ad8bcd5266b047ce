package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.seats.Departure;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodesTest {
    @ParameterizedTest
    @CsvSource({
        "1000, LEFT",
        "1001, GOING_AWAY",
        "4013, LOST",
        "4014, LOST",
        "1002, ENDED",
        "1007, ENDED",
        "1009, ENDED",
        "1011, ENDED",
        "4001, ENDED",
        "4018, ENDED"
    })
    void shouldGoByWhatThePeerSaid(int said, Departure why) {
        assertThat(CloseCodes.departure(said, new CloseStatus(CloseStatus.NO_CLOSE)))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({"1006, LOST", "1001, LOST", "1011, LOST", "1002, ENDED", "1007, ENDED", "1009, ENDED"})
    void shouldTakeASocketThatFailedForALostOneUnlessThePeerBrokeTheProtocol(int code, Departure why) {
        assertThat(CloseCodes.departure(0, new CloseStatus(code))).isEqualTo(why);
    }

    @ParameterizedTest
    @EnumSource(
            value = DisconnectReason.class,
            names = {"IDLE_TIMEOUT", "TOO_SLOW", "SERVER_STOPPING"})
    void shouldListenOnToAClientThatBrokeNoRule(DisconnectReason reason) {
        assertThat(CloseCodes.saysThatAClientBrokeARule(reason)).isFalse();
        assertThat(Departure.of(reason).mayComeBack()).isTrue();
    }

    @Test
    void shouldNotListenToAClientThatBrokeARule() {
        assertThat(CloseCodes.saysThatAClientBrokeARule(DisconnectReason.TOO_MANY_MESSAGES))
                .isTrue();
        assertThat(Departure.of(DisconnectReason.TOO_MANY_MESSAGES).mayComeBack())
                .isFalse();
    }
}
