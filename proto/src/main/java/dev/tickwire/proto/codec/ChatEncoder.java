package dev.tickwire.proto.codec;

/**
 * Writes what was said as the {@code chats} field of a server frame. Allocates nothing once its buffer has grown. One
 * thread at a time.
 */
public final class ChatEncoder {
    /** Stands for the number of a spectator. */
    public static final int NO_PLAYER = -1;

    private final ByteWriter chat = new ByteWriter(128);

    /**
     * Appends something that was said.
     *
     * @param tick by which it was said
     * @param player who said it; {@link #NO_PLAYER}: a spectator
     * @param name of who said it, as UTF-8; so is the text
     */
    public void encode(int tick, int player, byte[] name, byte[] text, ByteWriter out) {
        chat.clear();
        if (player != NO_PLAYER) {
            chat.uint32Field(Fields.CHAT_PLAYER, player);
        }
        chat.bytesField(Fields.CHAT_NAME, name, name.length);
        chat.bytesField(Fields.CHAT_TEXT, text, text.length);
        chat.uint32Field(Fields.CHAT_TICK, tick);
        out.bytesField(Fields.SERVER_CHATS, chat);
    }
}
