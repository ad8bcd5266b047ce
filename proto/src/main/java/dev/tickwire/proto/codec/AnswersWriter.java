package dev.tickwire.proto.codec;

/** Writes the answers to a player's commands as a field of a server frame, into buffers that are used again. */
public final class AnswersWriter {
    /** The value that stands for a command that was refused, since too many wait. */
    public static final int REFUSED = 0;

    private final ByteWriter values = new ByteWriter(64);
    private final ByteWriter answers = new ByteWriter(64);

    /** Adds one: {@link #REFUSED}, or one more than the index of the answer. */
    public void add(int value) {
        values.varint(value);
    }

    /** Appends what was {@linkplain #add added} since the last time; there must be something. */
    public void write(int first, ByteWriter out) {
        answers.clear();
        answers.uint32Field(Fields.ANSWERS_FIRST, first);
        answers.bytesField(Fields.ANSWERS_VALUES, values);
        out.bytesField(Fields.SERVER_ANSWERS, answers);
        values.clear();
    }
}
