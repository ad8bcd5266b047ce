package dev.tickwire.server.broadcast;

import dev.tickwire.server.roomtype.RoomType;

/** How much one recipient is sent: its pace, its budget, and how late its acks are. Belongs to the room's loop. */
final class Flow {
    /** So that what is in flight to one player stays bounded. */
    private static final long MOST_USUAL_LAG_MILLIS = 10_000;

    private RoomType type;
    private Pace pace;
    private Budget budget;
    private AckLag acks;

    Flow(RoomType type) {
        this.type = type;
        pace = Pace.of(type);
        budget = Budget.of(type);
        acks = new AckLag(type.ticks(MOST_USUAL_LAG_MILLIS));
    }

    /**
     * The room has other settings now. What was learned stays, unless its settings are others.
     *
     * @return whether a tick is another time now, so that what was learned in ticks is worth nothing
     */
    boolean adapt(RoomType to, int newestSentTick) {
        RoomType before = type;
        type = to;
        boolean isPacedAlike =
                before.tickRateHz() == to.tickRateHz() && before.ticksPerSnapshot() == to.ticksPerSnapshot();
        if (!isPacedAlike) {
            acks = new AckLag(to.ticks(MOST_USUAL_LAG_MILLIS));
            acks.sent(newestSentTick);
        }
        if (!isPacedAlike || !before.settings().flow().equals(to.settings().flow())) {
            pace = Pace.of(to);
            budget = Budget.of(to);
        }
        return !isPacedAlike;
    }

    Pace pace() {
        return pace;
    }

    Budget budget() {
        return budget;
    }

    AckLag acks() {
        return acks;
    }

    /** Ticks from one snapshot that it is sent to the next. */
    int interval() {
        return pace.interval() * type.ticksPerSnapshot();
    }
}
