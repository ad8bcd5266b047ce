package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.WorldState;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A room that has run for as long as it may: all is as at its start. */
class LastTickTest {
    private static final int TICKS = 300;

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldSendSnapshotsAndEventsUpToTheLastTick(Codec codec) throws MalformedFrameException {
        Simulation simulation = new Simulation(new Arena(), 20, 3);
        simulation.setMostViewAgo(5 * Past.PARTS_PER_TICK);
        WorldState late = simulation.save(null);
        late.now().setTick(Simulation.MOST_TICKS - TICKS);
        simulation.restore(late);
        for (int player = 0; player < 10; player++) {
            simulation.join(player, "Pilot " + player);
        }
        Sender sender = new Sender(simulation.schema(), codec);
        Client client = new Client(simulation.schema());
        View own = new View(simulation.schema());
        own.add(0, 0);
        Random random = new Random(3);

        while (simulation.tick() < Simulation.MOST_TICKS) {
            for (int player = 0; player < 10; player++) {
                int[] input = {random.nextInt(3) - 1, random.nextInt(2), 1};
                simulation.setInput(player, input, 0, random.nextInt(100));
            }
            simulation.step();
            simulation.appendEvents(sender.log());
            Snapshot now = new Snapshot(simulation.schema());
            simulation.capture(now);

            assertThat(client.receive(sender.send(now, own, own)))
                    .as("tick %d", now.tick())
                    .isEqualTo(Replica.Outcome.APPLIED);
        }

        assertThat(client.world().tick).isEqualTo(Simulation.MOST_TICKS);
        assertThat(sender.log().end()).isGreaterThan(100);
    }

    @Test
    void shouldReadInputsForTicksAfterTheLast() throws MalformedFrameException {
        ByteWriter frame = new ByteWriter(64);
        ClientFrameWriter writer = new ClientFrameWriter();
        writer.input(Integer.MAX_VALUE, new int[] {1}, frame);
        writer.ack(Simulation.MOST_TICKS, frame);
        ClientFrameReader reader = new ClientFrameReader();
        reader.read(frame.bytes(), 0, frame.length());
        assertThat(reader.inputTick(0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(reader.ackTick()).isEqualTo(Simulation.MOST_TICKS);
    }
}
