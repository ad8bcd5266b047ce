package dev.tickwire.server.metrics;

import java.util.Locale;

/** The parts of a tick, in their order: together they are all of it. */
public enum Phase {
    /** From the begin of a tick on: what others asked of the room, inputs, commands, bots and answers. */
    INPUTS("Taking what came for a tick: inputs, commands, bots, answers."),
    /** The rules, and what they asked for. */
    STEP("The rules of a game, step by step."),
    /** Copying the world, and finding what of it each player sees. A tick without a snapshot ends before this one. */
    SELECT("Taking a snapshot, and choosing what each player sees."),
    /** Making frames of that. */
    ENCODE("Making the frames of a snapshot for all who are in the room."),
    /** Handing frames to sockets, or to the threads that write. */
    WRITE("Handing the frames of a snapshot to sockets.");

    private static final Phase[] ALL = values();

    private final String help;

    Phase(String help) {
        this.help = help;
    }

    /** As in names of series and in figures: {@code inputs}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What takes the time, for those who see a series of it. */
    public String help() {
        return help;
    }

    /** Where it is among all, from 0. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /** All of them; not to be changed, and the same array each time: for the loop. */
    static Phase[] all() {
        return ALL;
    }
}
