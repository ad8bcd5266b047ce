package dev.tickwire.proto.account;

import dev.tickwire.simulation.state.Audience;

/**
 * One thing that bits of a frame are for.
 *
 * @param name of the table or of the kind of events; empty where the kind of row is of neither
 * @param audience who is sent the table or the events
 * @param column of the table; empty where the row is of no column
 */
public record AccountRow(Kind kind, String name, Audience audience, String column) {
    /** What bits can be for. Of those before {@link #EVENTS}, an account has one row each. */
    public enum Kind {
        /** The snapshot's tick, and until when nothing had changed. */
        TICK,
        /** Which input was taken last, and how early inputs come. */
        INPUTS,
        /** Answers to the player's commands. */
        ANSWERS,
        /** Rates and tunables that hold from now on. */
        RATES,
        /** State hashes. */
        HASH,
        /** What was said. */
        CHATS,
        /** Which layer a block is of, its baseline, and how long it is. */
        BLOCKS,
        /** The texts that cells of any table come to have. */
        TEXTS,
        /** The events of one kind. */
        EVENTS,
        /** Which table it is, how long its changes are, which columns change in what way, and what fills bytes up. */
        TABLE,
        /** Which entities came and went, with their ids. */
        ENTITIES,
        /**
         * The values of one column: those of entities that came, what has changed of the others, and in which of them,
         * unless the same entities are listed for a column before it already.
         */
        COLUMN
    }
}
