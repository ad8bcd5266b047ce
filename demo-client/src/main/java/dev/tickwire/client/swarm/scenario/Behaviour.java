package dev.tickwire.client.swarm.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a bot does once it has joined; those that are bad are what servers have to stand. */
public enum Behaviour {
    /** Plays by the game's own brain, where the swarm has the game, or else by chance. */
    BRAIN(false, 0),
    /** Sends inputs by chance, whatever it sees. */
    WANDER(false, 0),
    /** Acknowledges what it gets, and does nothing. */
    IDLE(false, 0),
    /** Watches, and is no player. */
    SPECTATE(false, 0),
    /** Wanders, and says something now and then. */
    CHAT(false, 0.2),
    /** Wanders, and sends commands by chance. */
    COMMAND(false, 1),

    /** Reads some bytes a second. */
    SLOW_READER(true, 100),
    /** Joins, and reads nothing from then on. */
    NEVER_READS(true, 0),
    /** Sends far more inputs than there are ticks. */
    FLOOD_INPUTS(true, 1000),
    /** Sends commands without end. */
    FLOOD_COMMANDS(true, 1000),
    /** Sends a message in fragments of a byte, and never ends it. */
    FLOOD_FRAGMENTS(true, 1000),
    /** Sends WebSocket pings. */
    FLOOD_PINGS(true, 1000),
    /** Joins, is gone, and joins anew. */
    FLOOD_JOINS(true, 20),
    /** Opens rooms, one after the other. */
    FLOOD_CREATES(true, 20),
    /** Connects, asks for half a WebSocket, and says nothing more. */
    HALF_OPEN(true, 0),
    /** Loses its connection each second, and comes back to its seat. */
    FLAPPER(true, 1),
    /** Sends what is no frame of the protocol. */
    MALFORMED(true, 10),
    /** Sends messages that are larger than any may be. */
    OVERSIZED(true, 10),
    /** Sends inputs for ticks that are far away. */
    FUTURE_INPUTS(true, 20),
    /** Acknowledges snapshots that it was never sent. */
    LYING_ACKS(true, 20),
    /** Says that it sees the others as they were long ago. */
    LYING_VIEW(true, 20),
    /** Has a clock that is a tenth too fast. */
    DRIFTING_CLOCK(true, 22);

    private final boolean isBad;
    private final double perSecond;

    Behaviour(boolean isBad, double perSecond) {
        this.isBad = isBad;
        this.perSecond = perSecond;
    }

    /** Whether it misbehaves by intent, so that what it sees says nothing of the server. */
    public boolean isBad() {
        return isBad;
    }

    /**
     * How often a second it does what it is named after, where a scenario does not say; 0: that is nothing to repeat.
     */
    public double perSecond() {
        return perSecond;
    }

    /** As scenarios write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that scenarios write so. */
    public static Behaviour of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** All names, as scenarios write them. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Behaviour::key).toList();
    }
}
