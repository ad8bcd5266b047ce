package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.seats.Places;

/** The end of a room: closes its doors, and lets everybody know who is in it or about to be. Any thread. */
final class Ending {
    private final Places places;
    private final RoomMailbox mailbox;
    private final Roster roster;

    Ending(Places places, RoomMailbox mailbox, Roster roster) {
        this.places = places;
        this.mailbox = mailbox;
        this.roster = roster;
    }

    void run(DisconnectReason reason, String sentence) {
        places.close();
        mailbox.close(reason);
        roster.endAll(reason, sentence);
    }
}
