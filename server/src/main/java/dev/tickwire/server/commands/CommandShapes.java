package dev.tickwire.server.commands;

import dev.tickwire.proto.CommandText;
import dev.tickwire.proto.codec.FrameCommands;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which commands a game knows, and which values they take. Immutable; any thread may ask. */
public final class CommandShapes {
    private final List<CommandType> kinds;
    private final int[][] rawMin;
    private final int[][] rawMax;
    private final int[][] mostChars;
    private final int mostValues;

    /** For the commands of the schema that clients get. */
    public CommandShapes(Schema visible) {
        kinds = visible.commands();
        rawMin = new int[kinds.size()][];
        rawMax = new int[kinds.size()][];
        mostChars = new int[kinds.size()][];
        int most = 0;
        for (int kind = 0; kind < rawMin.length; kind++) {
            CommandType type = kinds.get(kind);
            rawMin[kind] = type.numbers().stream().mapToInt(ColumnType::rawMin).toArray();
            rawMax[kind] = type.numbers().stream().mapToInt(ColumnType::rawMax).toArray();
            mostChars[kind] =
                    type.texts().stream().mapToInt(ColumnType::mostChars).toArray();
            most = Math.max(most, rawMin[kind].length);
        }
        mostValues = most;
    }

    /** Whether the game knows none at all. */
    public boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** The most values that any command has, texts left out. */
    int mostValues() {
        return mostValues;
    }

    /** What is wrong with a command of a frame, as a sentence for a close frame; null: the game takes it. */
    @Nullable
    String wrongWith(FrameCommands said, int index) {
        int kind = said.kind(index);
        if (kind >= rawMin.length) {
            return "There is no kind of command " + kind + ": the game has " + rawMin.length + ".";
        }
        String name = "A command " + kinds.get(kind).name();
        int values = said.valueCount(index);
        String[] texts = said.texts(index);
        if (values != rawMin[kind].length || texts.length != mostChars[kind].length) {
            return name + " has " + rawMin[kind].length + " values and " + mostChars[kind].length + " texts, not "
                    + values + " and " + texts.length + ".";
        }
        for (int value = 0; value < values; value++) {
            int raw = said.values()[said.offset(index) + value];
            if (raw < rawMin[kind][value] || raw > rawMax[kind][value]) {
                return name + " has a value out of range: number " + (value + 1) + ".";
            }
        }
        for (int text = 0; text < texts.length; text++) {
            if (!CommandText.fits(texts[text], mostChars[kind][text])) {
                return name + " has a text that is too long, or has control characters: number " + (text + 1) + ".";
            }
        }
        return null;
    }
}
