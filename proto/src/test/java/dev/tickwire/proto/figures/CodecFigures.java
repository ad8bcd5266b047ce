package dev.tickwire.proto.figures;

import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints what each codec costs in bytes and in time; docs/decisions has what it printed.
 *
 * <p>{@code mvn -pl simulation,proto test-compile}, then this class with proto's test class path. A directory as its
 * argument gets the frames, for {@code decoding.bench.ts} of the web client.
 */
final class CodecFigures {
    private static final int PASSES = 800;

    private CodecFigures() {}

    public static void main(String[] arguments) throws IOException, MalformedFrameException {
        System.out.println("scene     codec   bytes/snapshot  bytes/update  keyframe  encode µs  decode µs");
        for (Scene scene : Scene.values()) {
            List<Snapshot> snapshots = scene.play();
            for (Codec codec : List.of(Codec.PLAIN, Codec.PACKED)) {
                print(scene, codec, snapshots, arguments.length == 0 ? null : Path.of(arguments[0]));
            }
        }
    }

    private static void print(Scene scene, Codec codec, List<Snapshot> snapshots, Path directory)
            throws IOException, MalformedFrameException {
        Schema schema = snapshots.get(0).schema();
        BlockEncoder encoder = new BlockEncoder(schema, codec);
        byte[][] frames = new byte[snapshots.size()][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = encode(encoder, snapshots, i, new ByteWriter(1024)).toByteArray();
        }
        if (directory != null) {
            write(directory.resolve(scene + "-" + codec), schema, codec, frames);
        }
        long bytes = Arrays.stream(frames).mapToLong(frame -> frame.length).sum() - frames[0].length;
        int deltas = frames.length - 1;
        System.out.printf(
                Locale.ROOT,
                "%-9s %-7s %14.1f %13.2f %9d %10.2f %10.2f%n",
                scene,
                codec,
                (double) bytes / deltas,
                (double) bytes / updates(snapshots),
                frames[0].length,
                encodeMicros(encoder, snapshots),
                decodeMicros(schema, frames));
    }

    private static ByteWriter encode(BlockEncoder encoder, List<Snapshot> snapshots, int index, ByteWriter out) {
        Snapshot now = snapshots.get(index);
        ServerFrameWriter.snapshot(now.tick(), out);
        Snapshot baseline = index < 1 ? null : snapshots.get(index - 1);
        encoder.encode(index < 2 ? null : snapshots.get(index - 2), baseline, now, out);
        return out;
    }

    private static double encodeMicros(BlockEncoder encoder, List<Snapshot> snapshots) {
        double[] micros = new double[PASSES];
        ByteWriter out = new ByteWriter(4096);
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            for (int i = 1; i < snapshots.size(); i++) {
                out.clear();
                encode(encoder, snapshots, i, out);
            }
            micros[pass] = (System.nanoTime() - start) / 1e3 / (snapshots.size() - 1);
        }
        return median(micros);
    }

    private static double decodeMicros(Schema schema, byte[][] frames) throws MalformedFrameException {
        double[] micros = new double[PASSES];
        ServerFrameReader reader = new ServerFrameReader();
        Replica replica = new Replica(schema.visible());
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            for (byte[] frame : frames) {
                reader.read(frame, 0, frame.length);
                if (replica.apply(reader) != Replica.Outcome.APPLIED) {
                    throw new IllegalStateException("a frame does not follow on the one before");
                }
            }
            micros[pass] = (System.nanoTime() - start) / 1e3 / frames.length;
        }
        return median(micros);
    }

    /** Of the second half: the first is for the compiler. */
    private static double median(double[] values) {
        double[] sorted = Arrays.copyOfRange(values, values.length / 2, values.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** How often an entity came, or was another than in the snapshot before, for those who see no hidden columns. */
    private static long updates(List<Snapshot> snapshots) {
        long updates = 0;
        for (int i = 1; i < snapshots.size(); i++) {
            for (TablePart part : snapshots.get(i).schema().partsFor(Audience.EVERYBODY)) {
                Rows was = snapshots.get(i - 1).table(part.table());
                Rows is = snapshots.get(i).table(part.table());
                for (int row = is.next(0); row >= 0; row = is.next(row + 1)) {
                    if (isUpdated(was, is, row, part.columns())) {
                        updates++;
                    }
                }
            }
        }
        return updates;
    }

    private static boolean isUpdated(Rows was, Rows is, int row, int[] columns) {
        if (was.rowOf(is.id(row)) < 0) {
            return true;
        }
        for (int column : columns) {
            if (was.column(column)[row] != is.column(column)[row]) {
                return true;
            }
        }
        return false;
    }

    private static void write(Path directory, Schema schema, Codec codec, byte[][] frames) throws IOException {
        Files.createDirectories(directory);
        byte[] welcome = ServerFrameWriter.welcome(Welcome.newBuilder()
                .setProtocolVersion(1)
                .setSchemaHash(schema.visible().hash())
                .setSchema(SchemaMessages.toMessage(schema.visible()))
                .setTickRateHz(Scene.TICK_RATE_HZ)
                .setTicksPerSnapshot(1)
                .setCodec(codec)
                .build());
        Files.write(directory.resolve("000.bin"), welcome);
        for (int i = 0; i < frames.length; i++) {
            Files.write(directory.resolve(String.format(Locale.ROOT, "%03d.bin", i + 1)), frames[i]);
        }
    }
}
