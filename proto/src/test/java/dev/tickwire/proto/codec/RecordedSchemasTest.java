package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.fixture.Harbour;
import dev.tickwire.proto.fixture.RandomGame;
import dev.tickwire.proto.fixture.RandomWorld;
import dev.tickwire.proto.wire.RecordedSchema;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Simulation;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordedSchemasTest {
    @Test
    void shouldGiveAWholeSchemaBackWithWhatClientsAreNotTold() throws MalformedFrameException {
        assertComesBack(Harbour.SCHEMA, "harbour");
        for (int seed = 0; seed < 200; seed++) {
            assertComesBack(new RandomWorld(new Random(seed)).schema(), "world of seed " + seed);
            assertComesBack(new Simulation(new RandomGame(seed), 20, seed).schema(), "game of seed " + seed);
        }
    }

    private static void assertComesBack(Schema schema, String what) throws MalformedFrameException {
        Schema back = RecordedSchemas.fromMessage(RecordedSchemas.toMessage(schema));

        assertThat(back).as(what).isEqualTo(schema);
        assertThat(back.hash()).as(what).isEqualTo(schema.hash());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        RecordedSchema whole = RecordedSchemas.toMessage(Harbour.SCHEMA);
        RecordedSchema.Builder lacking = whole.toBuilder();
        lacking.getTablesBuilder(0).clearColumnAudiences();
        RecordedSchema.Builder strange = whole.toBuilder();
        strange.getTablesBuilder(0).setAudienceValue(9);
        RecordedSchema.Builder nameless = whole.toBuilder();
        nameless.getInputsBuilder().getTableBuilder().setName("");

        assertRefused(lacking, "has a column for nobody knows whom");
        assertRefused(strange, "UNRECOGNIZED");
        assertRefused(nameless, "the name of a table must be");
        assertRefused(whole.toBuilder().addRequests(whole.getTables(0)), "there are requests without an answer");
        assertRefused(RecordedSchema.newBuilder(), "the schema makes no sense");
    }

    private static void assertRefused(RecordedSchema.Builder message, String part) {
        assertThatThrownBy(() -> RecordedSchemas.fromMessage(message.build()))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining(part);
    }
}
