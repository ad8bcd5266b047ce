package dev.tickwire.server.inputs;

/**
 * How early a player's inputs came before their ticks, for the client's clock: each margin is sent once, with the
 * number of inputs that came since the one before, so that the client finds by counting which input it is about.
 *
 * <p>Belongs to the room's loop.
 */
public final class InputMargins {
    private int millis;
    private boolean isNew;
    private int newestInput;
    private int toldInput;

    /** An input came: its number over this connection, and how early it was. */
    public void note(int input, int marginMillis) {
        newestInput = Math.max(newestInput, input);
        millis = marginMillis;
        isNew = true;
    }

    /** Number of the newest input that came over this connection; 0: none has come. */
    public int newestInput() {
        return newestInput;
    }

    /** Whether there is a margin that was not sent yet. */
    public boolean isNew() {
        return isNew;
    }

    /** How early the newest input came before its tick, in milliseconds, taken or not; negative: late. */
    public int millis() {
        return millis;
    }

    /** How many inputs came between the one whose margin was sent last, and the newest. */
    public int inputsBetween() {
        return newestInput - toldInput - 1;
    }

    /** The newest margin is sent. */
    public void sent() {
        if (isNew) {
            toldInput = newestInput;
            isNew = false;
        }
    }

    /** Rates have changed: a margin at the old ones is worth nothing. */
    public void forget() {
        isNew = false;
    }
}
