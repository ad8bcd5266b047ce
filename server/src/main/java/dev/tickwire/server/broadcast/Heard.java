package dev.tickwire.server.broadcast;

import dev.tickwire.proto.wire.Chat;
import java.util.List;

/**
 * The newest of what happened and was said in a room, for somebody who looks on.
 *
 * @param events oldest first, at most {@value #MOST_EVENTS}
 * @param nextEvent number of the event after these
 * @param chats oldest first, at most {@value #MOST_CHATS}
 * @param nextChat number of the chat after these
 */
public record Heard(List<Event> events, long nextEvent, List<Chat> chats, long nextChat) {
    /** Most events at a time; of more, the newest. */
    public static final int MOST_EVENTS = 64;

    static final int MOST_CHATS = 32;

    /**
     * Something that happened.
     *
     * @param number of all events of the room, from 0
     * @param kind its index in the schema
     * @param raws by column; so are the texts, which are empty in columns without
     */
    public record Event(long number, int kind, int tick, List<Integer> raws, List<String> texts) {}
}
