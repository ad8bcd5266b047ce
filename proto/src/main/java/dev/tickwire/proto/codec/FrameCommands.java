package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.TableType;
import java.util.Arrays;

/** The commands of a client frame; filled again for each frame, and allocates only to grow, and for texts. */
public final class FrameCommands {
    /** Most commands in one frame. */
    public static final int MOST_COMMANDS = 32;

    private static final int MOST_VALUES = TableType.MOST_COLUMNS;
    private static final String[] NO_TEXTS = {};

    private final ByteReader message = new ByteReader();
    private final ByteReader command = new ByteReader();
    private final ByteReader packed = new ByteReader();
    private final int[] kinds = new int[MOST_COMMANDS];
    private final int[] valueCounts = new int[MOST_COMMANDS];
    private int[] values = new int[MOST_VALUES];
    private final String[][] texts = new String[MOST_COMMANDS][];
    private int first;
    private int count;

    FrameCommands() {}

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Number of a command; overflows where the client counts too far. */
    public int number(int index) {
        return first + index;
    }

    /** Index of a command's kind among the schema's commands, unchecked. */
    public int kind(int index) {
        return kinds[index];
    }

    public int valueCount(int index) {
        return valueCounts[index];
    }

    /** Raw values of all commands, unchecked; those of one start at {@link #offset}. Shared, not a copy. */
    public int[] values() {
        return values;
    }

    public int offset(int index) {
        return index * MOST_VALUES;
    }

    /** The texts of a command, unchecked. */
    public String[] texts(int index) {
        return texts[index];
    }

    void clear() {
        count = 0;
        first = 0;
    }

    /** Takes the field that comes next; of one that comes in parts, the parts are one. */
    void read(ByteReader reader) throws MalformedFrameException {
        reader.delimited(message);
        while (message.hasMore()) {
            int tag = message.tag();
            switch (tag) {
                case Fields.COMMANDS_FIRST -> first = message.count();
                case Fields.COMMANDS_COMMANDS -> {
                    message.delimited(command);
                    readCommand();
                }
                default -> message.skip(tag);
            }
        }
    }

    private void readCommand() throws MalformedFrameException {
        if (count == MOST_COMMANDS) {
            throw new MalformedFrameException("a frame has at most " + MOST_COMMANDS + " commands");
        }
        int index = count++;
        kinds[index] = 0;
        valueCounts[index] = 0;
        texts[index] = NO_TEXTS;
        if (offset(count) > values.length) {
            values = Arrays.copyOf(values, Math.min(2 * values.length, MOST_COMMANDS * MOST_VALUES));
        }
        while (command.hasMore()) {
            int tag = command.tag();
            switch (tag) {
                case Fields.COMMAND_KIND -> kinds[index] = command.count();
                case Fields.COMMAND_VALUES -> {
                    command.delimited(packed);
                    while (packed.hasMore()) {
                        addValue(index, packed.zigzag());
                    }
                }
                case Fields.COMMAND_VALUE_UNPACKED -> addValue(index, command.zigzag());
                case Fields.COMMAND_TEXTS -> addText(index, command.text());
                default -> command.skip(tag);
            }
        }
    }

    private void addText(int index, String text) throws MalformedFrameException {
        String[] before = texts[index];
        if (before.length == MOST_VALUES) {
            throw new MalformedFrameException("a command has at most " + MOST_VALUES + " texts");
        }
        texts[index] = Arrays.copyOf(before, before.length + 1);
        texts[index][before.length] = text;
    }

    private void addValue(int index, int value) throws MalformedFrameException {
        if (valueCounts[index] == MOST_VALUES) {
            throw new MalformedFrameException("a command has at most " + MOST_VALUES + " values");
        }
        values[offset(index) + valueCounts[index]++] = value;
    }
}
