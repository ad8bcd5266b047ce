package dev.tickwire.proto.checkpoint;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Tunable;
import dev.tickwire.simulation.world.WorldState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a room needs to go on: the whole state of its simulation, its rates, and its tunables. A simulation that is
 * restored from it, and given the same inputs from then on, has the same state at every tick as the one that it was
 * taken from.
 *
 * <p>As bytes: {@value #MAGIC} and {@link #VERSION} and the CRC-32 of the rest, 4 bytes each and the highest first;
 * then the message {@code CheckpointContent} of checkpoint.proto. Equal checkpoints have equal bytes.
 *
 * @param ticksPerSnapshot how many ticks there are from one snapshot to the next; at least 1
 * @param tunables the value of each tunable of the game, in the order in which it declares them
 */
public record Checkpoint(double tickRateHz, int ticksPerSnapshot, Map<String, Double> tunables, WorldState world) {
    /** The version of the bytes that this code writes, and the only one that it reads. */
    public static final int VERSION = 1;

    /** The first four bytes: "TWCP". */
    static final int MAGIC = 0x54574350;

    static final int HEADER_BYTES = 12;

    public Checkpoint {
        tunables = Collections.unmodifiableMap(new LinkedHashMap<>(tunables));
        if (!(tickRateHz > 0) || tickRateHz == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the tick rate must be above 0, not " + tickRateHz);
        }
        if (ticksPerSnapshot < 1) {
            throw new IllegalArgumentException("there must be a tick or more per snapshot, not " + ticksPerSnapshot);
        }
    }

    /** The checkpoint of a simulation, between two steps, and of the rates that hold. */
    public static Checkpoint of(Simulation simulation, double tickRateHz, int ticksPerSnapshot) {
        return of(simulation, tickRateHz, ticksPerSnapshot, null);
    }

    /** The same, in the place of one that nobody needs any more, if that has room for it; then nothing is allocated. */
    @SuppressWarnings("ReferenceEquality")
    public static Checkpoint of(
            Simulation simulation, double tickRateHz, int ticksPerSnapshot, @Nullable Checkpoint spare) {
        WorldState world = simulation.save(spare == null ? null : spare.world);
        if (spare != null
                && spare.world == world
                && spare.tickRateHz == tickRateHz
                && spare.ticksPerSnapshot == ticksPerSnapshot
                && spare.hasTunables(simulation.tunables())) {
            return spare;
        }
        Map<String, Double> tunables = new LinkedHashMap<>();
        for (Tunable tunable : simulation.tunables()) {
            tunables.put(tunable.name(), tunable.get());
        }
        return new Checkpoint(tickRateHz, ticksPerSnapshot, tunables, world);
    }

    private boolean hasTunables(List<Tunable> now) {
        for (int i = 0; i < now.size(); i++) {
            Double value = tunables.get(now.get(i).name());
            if (value == null || value != now.get(i).get()) {
                return false;
            }
        }
        return true;
    }

    /** Lets a simulation of the same game go on from here, at this tick rate and with these tunables. */
    public void restore(Simulation simulation) {
        simulation.tune(tunables);
        simulation.setTickRateHz(tickRateHz);
        simulation.restore(world);
    }

    /**
     * The bytes that {@link #parse} reads; an {@link IllegalArgumentException} if there is more of the past than 256
     * MB.
     */
    public byte[] toBytes() {
        return new CheckpointWriter(world.now().schema()).write(this);
    }

    /** Reads the checkpoint of a game of which {@code simulation} is one; trusts nothing that it reads. */
    public static Checkpoint parse(byte[] bytes, Simulation simulation) throws MalformedCheckpointException {
        Checkpoint read = parse(bytes, simulation.schema());
        for (Tunable tunable : simulation.tunables()) {
            Double value = read.tunables.get(tunable.name());
            if (value == null || !tunable.accepts(value)) {
                throw new MalformedCheckpointException(
                        "the checkpoint has no value for the tunable " + tunable.name() + " that the game takes");
            }
        }
        if (read.tunables.size() != simulation.tunables().size()) {
            throw new MalformedCheckpointException("the checkpoint has " + read.tunables.size()
                    + " tunables, and the game has " + simulation.tunables().size());
        }
        return read;
    }

    /** Reads the checkpoint of a game that had these tables, and any tunables; trusts nothing that it reads. */
    public static Checkpoint parse(byte[] bytes, Schema schema) throws MalformedCheckpointException {
        return new CheckpointReader(schema).read(bytes);
    }
}
