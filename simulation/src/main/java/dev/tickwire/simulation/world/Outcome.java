package dev.tickwire.simulation.world;

/** What became of a request. */
public enum Outcome {
    /** The backend answered, and the answer is in the columns. */
    ANSWERED,
    /** The backend said that it will not do it: it would say so again. */
    REFUSED,
    /** The backend could not be reached, or failed, each time that it was tried. It may have done it all the same. */
    GAVE_UP,
    /** The backend did it, and answered what the columns cannot hold. */
    NONSENSE,
    /** It was not sent: too many requests of the room have no answer yet. */
    TOO_MANY,
    /** It was not sent: the room type has no backend. */
    NO_BACKEND;

    private static final Outcome[] ALL = values();

    static Outcome of(int index) {
        return ALL[index];
    }

    int index() {
        int index = 0;
        while (ALL[index] != this) {
            index++;
        }
        return index;
    }

    static String[] names() {
        String[] names = new String[ALL.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = ALL[i].name();
        }
        return names;
    }
}
