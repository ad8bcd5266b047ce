package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.Mosaic;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Simulation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the first snapshot of a world takes that has a row for each tile of its map. */
class FullTableTest {
    private static final double MOST_BYTES_PER_TILE = 0.5;

    @Test
    void shouldPackAMapOfTilesIntoHalfAByteForEach() throws IOException, MalformedFrameException {
        Simulation simulation = new Simulation(new Mosaic(), 20, 1);
        simulation.step();
        Snapshot now = new Snapshot(simulation.schema());
        simulation.capture(now);
        assertThat(now.table(0).count()).isEqualTo(Mosaic.TILES);

        byte[] frame = new Sender(simulation.schema(), Codec.PACKED).send(now);

        assertThat(frame.length).isLessThan((int) (MOST_BYTES_PER_TILE * Mosaic.TILES));
        Client client = new Client(simulation.schema().visible());
        assertThat(client.receive(frame)).isEqualTo(Replica.Outcome.APPLIED);
        assertThat(client.world()).isEqualTo(PlainWorld.of(simulation.schema(), now));
    }
}
