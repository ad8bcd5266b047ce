package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.session.ClientSession;
import dev.tickwire.client.swarm.scenario.Behaviour;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.Schema;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Sends what comes now and then: random legal commands of any game that has some, or words to the room. */
final class Talk {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<String> TEXTS = List.of("", "yes", "good game", "behind you", "déjà vu");

    private final List<CommandType> kinds;
    private final boolean isChat;
    private final double meanNanos;
    private final SplittableRandom random;
    private long nextNanos;
    private boolean hasBegun;

    private Talk(List<CommandType> kinds, boolean isChat, double perSecond, SplittableRandom random) {
        this.kinds = kinds;
        this.isChat = isChat;
        this.random = random;
        meanNanos = NANOS_PER_SECOND / perSecond;
    }

    /**
     * What a bot of that behaviour says; null: nothing. One that wanders or plays a game without a brain commands, too.
     */
    static @Nullable Talk of(Behaviour does, double perSecond, Schema schema, SplittableRandom random) {
        return switch (does) {
            case CHAT -> perSecond > 0 ? new Talk(List.of(), true, perSecond, random) : null;
            case COMMAND, BRAIN -> {
                boolean sends = !schema.commands().isEmpty() && (does == Behaviour.BRAIN || perSecond > 0);
                yield sends ? new Talk(schema.commands(), false, perSecond > 0 ? perSecond : 1, random) : null;
            }
            default -> null;
        };
    }

    /** Appends what is due to a frame, if the bot is in the game, and not too much waits. */
    void appendDue(ClientSession session, long nowNanos, ByteWriter out) {
        if (!session.isPlaying() || (hasBegun && nowNanos - nextNanos < 0)) {
            return;
        }
        if (hasBegun && isChat) {
            session.chat(TEXTS.get(1 + random.nextInt(TEXTS.size() - 1)), out);
        } else if (hasBegun && session.mayCommand()) {
            int kind = random.nextInt(kinds.size());
            session.command(kind, values(kinds.get(kind)), texts(kinds.get(kind)), nextNanos, out);
        }
        // Those that a late swarm has missed are not sent at once; but what it sends late counts from when it was due.
        long from = hasBegun ? Math.max(nextNanos, nowNanos - (long) meanNanos) : nowNanos;
        hasBegun = true;
        nextNanos = from + (long) (2 * meanNanos * random.nextDouble());
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
