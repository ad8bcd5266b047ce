package dev.tickwire.server.console;

import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.room.Room;
import java.text.ParseException;
import java.util.Map;

/**
 * What somebody wants to see of a room.
 *
 * @param room its id
 * @param wanted which of its rows
 * @param beside the id of another room to compare with; empty: none
 * @param bytesOf the number of the player whose bytes are told apart; {@link BytesWatch#EVERYBODY}: those of all
 */
record RoomLook(String room, String beside, WorldView.Wanted wanted, int bytesOf) {
    /** Whether it shows figures of a room, from inside or beside another. */
    boolean shows(Room of) {
        return of.id().equals(room) || of.id().equals(beside);
    }

    /** As a page asks for it; an exception has a sentence for whoever does. */
    static RoomLook parse(Map<String, Object> asked) throws ParseException {
        WorldView.Wanted wanted = new WorldView.Wanted(
                text(asked, "table"),
                text(asked, "search"),
                Math.max(0, number(asked, "from", 0)),
                number(asked, "pinned", -1));
        return new RoomLook(text(asked, "room"), text(asked, "beside"), wanted, player(asked));
    }

    private static int player(Map<String, Object> asked) throws ParseException {
        int number = number(asked, "bytesOf", BytesWatch.EVERYBODY);
        if (number < 0 && number != BytesWatch.EVERYBODY) {
            throw new ParseException("bytesOf must be the number of a player, from 0 on.", 0);
        }
        return number;
    }

    private static String text(Map<String, Object> asked, String key) throws ParseException {
        Object value = asked.get(key);
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw new ParseException(key + " must be a text.", 0);
    }

    private static int number(Map<String, Object> asked, String key, int otherwise) throws ParseException {
        Object value = asked.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= -1) {
            return number.intValue();
        }
        throw new ParseException(key + " must be a whole number.", 0);
    }
}
