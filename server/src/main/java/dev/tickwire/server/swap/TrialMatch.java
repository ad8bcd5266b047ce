package dev.tickwire.server.swap;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.swap.InputMapping;
import dev.tickwire.simulation.swap.StateMapping;
import dev.tickwire.simulation.world.Outcome;
import java.util.List;
import java.util.function.LongSupplier;

/** A copy of a room's match that goes by other rules, and is given what comes for the room. Belongs to one thread. */
final class TrialMatch {
    private final Match match;
    private final InputMapping inputs;
    /** By kind before: the kind that takes the same; −1: none does. */
    private final int[] commands;

    private final int[] requests;
    private final LongSupplier clockNanos;
    private final Snapshot world;
    private final Ownership ownership;
    private final Eye eye = new Eye();
    private int steps = -1;
    private long lastStepNanos;

    TrialMatch(Match match, StateMapping mapping, Schema before, LongSupplier clockNanos) {
        this.match = match;
        this.clockNanos = clockNanos;
        inputs = mapping.inputs();
        Schema now = match.schema();
        List<CommandType> commandsBefore = before.visible().commands();
        List<CommandType> commandsNow = now.visible().commands();
        commands = new int[commandsBefore.size()];
        for (int kind = 0; kind < commands.length; kind++) {
            int target = mapping.command(kind);
            boolean isSame = target >= 0
                    && commandsBefore
                            .get(kind)
                            .numbers()
                            .equals(commandsNow.get(target).numbers())
                    && commandsBefore
                            .get(kind)
                            .texts()
                            .equals(commandsNow.get(target).texts());
            commands[kind] = isSame ? target : -1;
        }
        List<RequestType> requestsBefore = before.requests();
        requests = new int[requestsBefore.size()];
        for (int kind = 0; kind < requests.length; kind++) {
            int target = mapping.request(kind);
            boolean isSame = target >= 0
                    && requestsBefore
                            .get(kind)
                            .answerColumns()
                            .equals(now.requests().get(target).answerColumns());
            requests[kind] = isSame ? target : -1;
        }
        world = new Snapshot(now);
        ownership = match.ownership();
    }

    void begin(Checkpoint from) {
        match.goOnFrom(from, JournalSink.NONE);
        steps = 0;
    }

    Match match() {
        return match;
    }

    /** How many it has done; negative: it has not begun. */
    int steps() {
        return steps;
    }

    long lastStepNanos() {
        return lastStepNanos;
    }

    void input(int player, int[] raws, int viewAgo) {
        match.input(player, inputs.map(raws, 0), 0, viewAgo);
    }

    void command(int player, int number, int kind, int[] raws, String[] texts) {
        if (commands[kind] >= 0 && match.takesCommand(player, commands[kind])) {
            match.command(player, number, commands[kind], raws, 0, texts);
        }
    }

    void answer(int kind, int request, Outcome outcome, int[] raws, String[] texts) {
        if (requests[kind] >= 0 && match.takesAnswer(requests[kind])) {
            match.answer(requests[kind], request, outcome, raws, texts);
        }
    }

    /** Does a step, and asks the rules what they are asked for a snapshot. */
    void step() {
        long began = clockNanos.getAsLong();
        match.step();
        match.capture(world);
        ownership.look(world);
        for (int player = world.inputs().next(0);
                player >= 0;
                player = world.inputs().next(player + 1)) {
            match.look(player, eye);
        }
        lastStepNanos = clockNanos.getAsLong() - began;
        steps++;
    }
}
