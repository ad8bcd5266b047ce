package dev.tickwire.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisconnectTest {
    @ParameterizedTest
    @EnumSource(DisconnectReason.class)
    void shouldNameTheReasonsOfTheProtocol(DisconnectReason reason) {
        Disconnect disconnect = Disconnect.ofClose(reason.closeCode(), "");
        assertThat(disconnect.reason()).isEqualTo(reason.name());
        assertThat(disconnect.sentence()).isEqualTo(reason.sentence());
    }

    @Test
    void shouldKeepTheParticularsThatTheServerGives() {
        assertThat(Disconnect.ofClose(4010, "That name is too long.").sentence())
                .isEqualTo("That name is too long.");
    }

    @Test
    void shouldNameABrokenConnectionAndCodesOfOthers() {
        assertThat(Disconnect.ofClose(1006, "Session Closed").reason()).isEqualTo("CONNECTION_LOST");
        assertThat(Disconnect.ofClose(1002, "huh").reason()).isEqualTo("CODE_1002");
    }
}
