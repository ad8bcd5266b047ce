package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.seats.Places;

/** The end of a room: closes its doors, and lets everybody know who is in it or about to be. Any thread. */
final class Ending {
    /** To people in a room that goes on when the server has started anew. */
    static final String BACK_SOON = "The server starts anew: the room is back in a moment.";

    private final Places places;
    private final RoomMailbox mailbox;
    private final Seating seating;

    Ending(Places places, RoomMailbox mailbox, Seating seating) {
        this.places = places;
        this.mailbox = mailbox;
        this.seating = seating;
    }

    void run(DisconnectReason reason, String sentence) {
        places.close();
        mailbox.close(reason);
        seating.endAll(reason, sentence);
    }
}
