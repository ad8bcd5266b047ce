package dev.tickwire.server.replay;

import dev.tickwire.proto.wire.JournalAnswer;
import dev.tickwire.proto.wire.JournalCommand;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.simulation.state.Schema;
import java.util.Locale;

/** Entries of a recording in words. */
final class EntryText {
    private final Schema schema;

    EntryText(Schema schema) {
        this.schema = schema;
    }

    /** What it says beyond inputs, which tables show; empty: nothing. */
    String of(JournalEntry entry) {
        return switch (entry.getChangeCase()) {
            case START -> "the match starts, from seed " + entry.getStart().getSeed();
            case JOIN ->
                "player " + entry.getJoin().getPlayer() + " joins: "
                        + entry.getJoin().getName();
            case LEAVE -> "player " + entry.getLeave() + " leaves";
            case REST -> "player " + entry.getRest() + " rests";
            case COMMAND -> command(entry.getCommand());
            case ANSWER -> answer(entry.getAnswer());
            case LOCK -> entry.getLock() ? "the room is locked" : "the room is unlocked";
            case ENDING -> "the room ends";
            case TUNING -> "rates or tunables change: " + entry.getTuning().getTickRateHz() + " ticks per second";
            case SLEPT -> "the room slept for " + entry.getSlept() + " ticks";
            case MARK -> entry.getMark().getReason();
            default -> "";
        };
    }

    private String command(JournalCommand command) {
        return "player " + command.getPlayer() + " gives the command "
                + schema.commands().get(command.getKind()).name() + " " + command.getRawsList()
                + (command.getTextsCount() == 0 ? "" : " " + command.getTextsList());
    }

    private String answer(JournalAnswer answer) {
        return "request " + answer.getRequest() + " for "
                + schema.requests().get(answer.getKind()).name() + ": "
                + answer.getOutcome().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
