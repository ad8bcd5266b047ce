package dev.tickwire.server.admin;

import java.text.ParseException;

/** There is no room of a name that somebody said. */
final class UnknownRoomException extends ParseException {
    private static final long serialVersionUID = 1;

    UnknownRoomException(String id) {
        super("There is no room " + id + "; it may have closed.", 0);
    }
}
