package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.session.ClientSession;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import java.util.List;
import java.util.SplittableRandom;

/** Sends random legal commands of any game that has some, one a second on average. */
final class RandomCommands {
    private static final double MEAN_NANOS = 1e9;
    private static final List<String> TEXTS = List.of("", "yes", "good game", "behind you", "déjà vu");

    private final List<CommandType> kinds;
    private final SplittableRandom random;
    private long nextNanos;
    private boolean hasBegun;

    RandomCommands(List<CommandType> kinds, SplittableRandom random) {
        this.kinds = kinds;
        this.random = random;
    }

    /** Appends a command to a frame, if it is time for one, the bot is in the game, and not too many wait. */
    void appendDue(ClientSession session, long nowNanos, ByteWriter out) {
        if (kinds.isEmpty() || !session.isPlaying() || (hasBegun && nowNanos - nextNanos < 0)) {
            return;
        }
        if (hasBegun && session.mayCommand()) {
            int kind = random.nextInt(kinds.size());
            session.command(kind, values(kinds.get(kind)), texts(kinds.get(kind)), nextNanos, out);
        }
        // Those that a late swarm has missed are not sent at once; but what it sends late counts from when it was due.
        long from = hasBegun ? Math.max(nextNanos, nowNanos - (long) MEAN_NANOS) : nowNanos;
        hasBegun = true;
        nextNanos = from + (long) (2 * MEAN_NANOS * random.nextDouble());
    }

    private int[] values(CommandType kind) {
        return kind.numbers().stream().mapToInt(this::value).toArray();
    }

    private String[] texts(CommandType kind) {
        return kind.texts().stream().map(this::text).toArray(String[]::new);
    }

    private String text(ColumnType column) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return text.substring(0, Math.min(text.length(), column.mostChars()));
    }

    private int value(ColumnType column) {
        return switch (column.kind()) {
            case REFERENCE -> 0;
            default -> random.nextInt(column.rawMin(), column.rawMax() + 1);
        };
    }
}
