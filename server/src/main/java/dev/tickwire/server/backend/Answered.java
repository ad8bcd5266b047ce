package dev.tickwire.server.backend;

import dev.tickwire.simulation.world.Outcome;

/** What became of one request, as its room is told. */
public final class Answered {
    static final int[] NO_RAWS = {};
    static final String[] NO_TEXTS = {};

    private final int kind;
    private final int request;
    private final Outcome outcome;
    private final int[] raws;
    private final String[] texts;

    Answered(int kind, int request, Outcome outcome, int[] raws, String[] texts) {
        this.kind = kind;
        this.request = request;
        this.outcome = outcome;
        this.raws = raws;
        this.texts = texts;
    }

    static Answered failed(int kind, int request, Outcome outcome) {
        return new Answered(kind, request, outcome, NO_RAWS, NO_TEXTS);
    }

    int kind() {
        return kind;
    }

    public int request() {
        return request;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** For each answer column that is no text, unless it failed; not to be changed. */
    public int[] raws() {
        return raws;
    }

    /** For each answer column that is a text, unless it failed; not to be changed. */
    public String[] texts() {
        return texts;
    }
}
