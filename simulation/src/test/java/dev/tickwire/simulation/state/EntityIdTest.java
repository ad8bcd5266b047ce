package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityIdTest {
    @Test
    void shouldGoRoundAfterTheLastGeneration() {
        assertThat(EntityId.generationAfter(0)).isEqualTo(1);
        assertThat(EntityId.generationAfter(16382)).isEqualTo(16383);
        assertThat(EntityId.generationAfter(16383)).isEqualTo(1);
    }

    @Test
    void shouldHoldSlotAndGeneration() {
        assertThat(EntityId.of(16383, 65535)).isEqualTo((1 << 30) - 1);
        assertThat(EntityId.of(5, 7)).isEqualTo(5 * 65536 + 7);
        assertThat(EntityId.slot(EntityId.of(5, 65535))).isEqualTo(65535);
        assertThat(EntityId.generation(EntityId.of(16383, 65535))).isEqualTo(16383);
    }
}
