package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EgressTest {
    @Test
    void shouldAgreeWithTheExampleOfTheSizingPage() {
        // 191 bytes and 4 of the WebSocket, 20 times a second: 5.38 KB/s; 700 players at 0.09: 891.
        assertThat(Egress.bytesPerPlayerSecond(20 * 195, 20)).isEqualTo(5380);
        assertThat(Egress.cost(20 * 195, 20, 0.09) * 0.7).isCloseTo(891, within(1.0));
    }

    @Test
    void shouldCountTheHeadersOfEachPacket() {
        assertThat(Egress.bytesPerPlayerSecond(10 * 3000, 10)).isEqualTo(10 * (3000 + 22 + 3 * 52));
    }

    @Test
    void shouldTakeBytesAsTheyAreWhereThereAreNoMessages() {
        assertThat(Egress.bytesPerPlayerSecond(1, 0)).isEqualTo(1);
        assertThat(Egress.cost(0, 0, 0.09)).isZero();
    }
}
