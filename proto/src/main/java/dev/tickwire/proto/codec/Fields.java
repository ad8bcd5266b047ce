package dev.tickwire.proto.codec;

/**
 * Tags of the fields that are read and written by hand: {@code number << 3 | wire type}, numbers as in frames.proto.
 */
final class Fields {
    static final int CLIENT_JOIN = 1 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int CLIENT_INPUTS = 2 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int CLIENT_ACK_TICK = 3 << 3 | ByteWriter.VARINT;
    static final int CLIENT_PING = 4 << 3 | ByteWriter.VARINT;
    static final int CLIENT_LEAVE = 5 << 3 | ByteWriter.VARINT;
    static final int CLIENT_RESYNC = 6 << 3 | ByteWriter.VARINT;
    static final int CLIENT_CHAT = 7 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int CLIENT_COMMANDS = 10 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int CLIENT_ANSWERED = 11 << 3 | ByteWriter.VARINT;
    static final int CLIENT_CORRECTIONS = 12 << 3 | ByteWriter.VARINT;
    static final int CLIENT_DESYNC = 13 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int CLIENT_REPORT = 14 << 3 | ByteWriter.LENGTH_DELIMITED;

    static final int COMMANDS_FIRST = 1 << 3 | ByteWriter.VARINT;
    static final int COMMANDS_COMMANDS = 2 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int COMMAND_KIND = 1 << 3 | ByteWriter.VARINT;
    static final int COMMAND_VALUES = 2 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int COMMAND_TEXTS = 3 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int COMMAND_VALUE_UNPACKED = 2 << 3 | ByteWriter.VARINT;

    static final int INPUT_TICK = 1 << 3 | ByteWriter.VARINT;
    static final int INPUT_VALUES = 2 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int INPUT_VALUE_UNPACKED = 2 << 3 | ByteWriter.VARINT;
    static final int INPUT_VIEW_AGO = 3 << 3 | ByteWriter.VARINT;

    static final int SERVER_WELCOME = 1 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int SERVER_PONG = 2 << 3 | ByteWriter.VARINT;
    static final int SERVER_TICK = 3 << 3 | ByteWriter.VARINT;
    static final int SERVER_INPUT_ACK_AGO = 4 << 3 | ByteWriter.VARINT;
    static final int SERVER_INPUT_MARGIN_MILLIS = 5 << 3 | ByteWriter.VARINT;
    static final int SERVER_STATE_HASH = 6 << 3 | ByteWriter.FIXED32;
    static final int SERVER_BLOCKS = 7 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int SERVER_EVENTS = 8 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int SERVER_QUIET_AGO = 9 << 3 | ByteWriter.VARINT;
    static final int SERVER_CHATS = 10 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int SERVER_RATES = 11 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int SERVER_INPUTS_BETWEEN = 12 << 3 | ByteWriter.VARINT;
    static final int SERVER_ANSWERS = 16 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int SERVER_NOTICE = 17 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int SERVER_DESYNC = 20 << 3 | ByteWriter.LENGTH_DELIMITED;

    static final int ANSWERS_FIRST = 1 << 3 | ByteWriter.VARINT;
    static final int ANSWERS_VALUES = 2 << 3 | ByteWriter.LENGTH_DELIMITED;

    static final int BLOCK_BASELINE_AGO = 1 << 3 | ByteWriter.VARINT;
    static final int BLOCK_PREVIOUS_AGO = 2 << 3 | ByteWriter.VARINT;
    static final int BLOCK_TABLES = 3 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int BLOCK_TEXTS = 4 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int BLOCK_LAYER = 5 << 3 | ByteWriter.VARINT;

    static final int TABLE_INDEX = 1 << 3 | ByteWriter.VARINT;
    static final int TABLE_LEFT = 2 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int TABLE_ENTERED = 3 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int TABLE_GENERATIONS = 4 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int TABLE_INITIAL = 5 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int TABLE_PREDICTED = 6 << 3 | ByteWriter.VARINT;
    static final int TABLE_CHANGED = 7 << 3 | ByteWriter.VARINT;
    static final int TABLE_PARTIAL = 8 << 3 | ByteWriter.VARINT;
    static final int TABLE_SAME_ROWS = 9 << 3 | ByteWriter.VARINT;
    static final int TABLE_SPARSE = 10 << 3 | ByteWriter.VARINT;
    static final int TABLE_ROW_BITMAPS = 11 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int TABLE_ROW_GAPS = 12 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int TABLE_RESIDUALS = 13 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int TABLE_PACKED = 14 << 3 | ByteWriter.LENGTH_DELIMITED;

    static final int EVENTS_KIND = 1 << 3 | ByteWriter.VARINT;
    static final int EVENTS_AGO = 2 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int EVENTS_VALUES = 3 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int EVENTS_TEXTS = 4 << 3 | ByteWriter.LENGTH_DELIMITED;

    static final int CHAT_PLAYER = 1 << 3 | ByteWriter.VARINT;
    static final int CHAT_NAME = 2 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int CHAT_TEXT = 3 << 3 | ByteWriter.LENGTH_DELIMITED;
    static final int CHAT_TICK = 4 << 3 | ByteWriter.VARINT;

    private Fields() {}
}
