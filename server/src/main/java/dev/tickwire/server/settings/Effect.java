package dev.tickwire.server.settings;

/** When a changed value holds on a server that runs. */
public enum Effect {
    /** In what runs already, too; nobody is disconnected for it. */
    AT_ONCE("at once"),
    /** For players who join or come back from then on: it is settled when a connection gets its seat. */
    NEW_PLAYERS("for those who join or come back"),
    /** Rooms that are open keep the old value until they close. */
    NEW_ROOMS("in new rooms"),
    RESTART("at the next start");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    /** As tables and sentences say it. */
    public String words() {
        return words;
    }
}
