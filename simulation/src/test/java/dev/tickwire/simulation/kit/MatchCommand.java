package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.world.Simulation;

/** A command that a player has sent: say what is in it, run a tick, and ask for the answer. */
public final class MatchCommand {
    private static final int NOT_TAKEN = -1;

    private final int player;
    private final int kind;
    private final CommandType type;
    private final Values values;
    private int row = NOT_TAKEN;
    private int answer = NOT_TAKEN;

    MatchCommand(int player, int kind, CommandType type) {
        this.player = player;
        this.kind = kind;
        this.type = type;
        values = new Values("command " + type.name(), type.values().columns());
    }

    /** Sets a column of numbers; one that the column does not take is an exception. */
    public MatchCommand set(String column, double value) {
        values.set(column, value);
        return this;
    }

    /** Sets a flag. */
    public MatchCommand set(String column, boolean flag) {
        values.set(column, flag);
        return this;
    }

    /** Sets a column of {@code oneOf} to a label, or one of texts. */
    public MatchCommand set(String column, String value) {
        values.set(column, value);
        return this;
    }

    /** Whether a step has had it. */
    public boolean isAnswered() {
        return answer != NOT_TAKEN;
    }

    /** Whether it was answered with true, or with the first label. */
    public boolean isDone() {
        return answerIndex() == 0;
    }

    /** The label that it was answered with; of commands without labels {@code true} or {@code false}. */
    public String answer() {
        int index = answerIndex();
        return type.labels().isEmpty()
                ? String.valueOf(index == 0)
                : type.labels().get(index);
    }

    private int answerIndex() {
        if (answer == NOT_TAKEN) {
            throw new IllegalStateException(
                    "command " + type.name() + " of player " + player + " is not answered yet: run a tick");
        }
        return answer;
    }

    int player() {
        return player;
    }

    Deed.Command deed(int tick) {
        return new Deed.Command(tick, player, kind, values.raws(), values.texts());
    }

    /** It is given to the coming step. */
    void give(Simulation simulation) {
        row = simulation.command(player, kind, values.raws(), 0, values.texts());
    }

    boolean fits(Simulation simulation) {
        return simulation.takesCommand(player, kind);
    }

    /** The step is done. */
    void takeAnswer(Simulation simulation) {
        answer = simulation.commandAnswer(kind, row);
    }
}
