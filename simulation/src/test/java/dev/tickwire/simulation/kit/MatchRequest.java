package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.world.Outcome;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** A request that the game has made of its backend, which is the test: read what it says, and answer it. */
public final class MatchRequest {
    private final int kind;
    private final int id;
    private final RequestType type;
    private final MatchRow row;
    private final IntSupplier now;
    private final Consumer<Deed> sender;
    private boolean isAnswered;

    /** @param now the tick after which something is done */
    MatchRequest(int kind, int id, RequestType type, MatchRow row, IntSupplier now, Consumer<Deed> sender) {
        this.kind = kind;
        this.id = id;
        this.type = type;
        this.row = row;
        this.now = now;
        this.sender = sender;
    }

    /** What the game asks for, by the names of the columns. */
    public MatchRow row() {
        return row;
    }

    /** The next tick has the answer, with these values in its columns; those that are not named rest. */
    public void answer(Map<String, ?> values) {
        Values answer = new Values("the answer to " + type.name(), type.answerColumns());
        answer.setAll(values);
        send(Outcome.ANSWERED, answer);
    }

    /** The next tick hears that there is no answer, and why. */
    public void fail(Outcome why) {
        send(why, new Values("the answer to " + type.name(), type.answerColumns()));
    }

    private void send(Outcome outcome, Values values) {
        if (isAnswered) {
            throw new IllegalStateException("this request of " + type.name() + " is answered already");
        }
        isAnswered = true;
        sender.accept(new Deed.Answer(now.getAsInt(), kind, id, outcome, values.raws(), values.texts()));
    }
}
