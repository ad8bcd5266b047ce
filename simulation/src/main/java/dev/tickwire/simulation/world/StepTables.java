package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Whatever lasts for one step: events, commands, requests, and answers to requests. */
final class StepTables {
    private final EventTables events;
    private final CommandTables commands;
    private final TextedTables<Requests> requests;
    private final TextedTables<Answers> answers;

    /** For a world with that many players; no column of them can be declared afterwards. */
    StepTables(List<Events> events, List<Commands> commands, List<Requests> requests, int players) {
        this.events = new EventTables(events);
        this.commands = new CommandTables(commands, players);
        this.requests = new TextedTables<>(requests);
        List<Answers> all = new ArrayList<>();
        for (Requests kind : requests) {
            kind.admit();
            all.add(kind.answer);
        }
        answers = new TextedTables<>(all);
    }

    /** Makes the storage, in a world whose texts are those. */
    void attach(World world, TextTables texts) {
        for (Events kind : events.kinds()) {
            kind.attach(texts);
        }
        commands.attach();
        requests.attach();
        answers.attach();
        for (Requests kind : requests.kinds()) {
            kind.numberBy(world);
        }
    }

    EventTables events() {
        return events;
    }

    CommandTables commands() {
        return commands;
    }

    List<Requests> requests() {
        return requests.kinds();
    }

    List<RequestType> requestTypes() {
        List<RequestType> types = new ArrayList<>();
        for (Requests kind : requests.kinds()) {
            types.add(new RequestType(kind.type(), kind.answer.type()));
        }
        return types;
    }

    /** Whether there is nothing of any kind, of the last step or for the next one. */
    boolean isEmpty() {
        return events.isEmpty() && commands.isEmpty() && requests.isEmpty() && answers.isEmpty();
    }

    /** Something is about to happen that belongs to the next step. */
    void begin() {
        events.begin();
        commands.begin();
        requests.begin();
        answers.begin();
    }

    /** Commands of one kind, for the coming step. */
    Commands beginCommands(int kind) {
        begin();
        return commands.kinds().get(kind);
    }

    /** Answers to requests of one kind, for the coming step. */
    Answers beginAnswers(int kind) {
        begin();
        return answers.kinds().get(kind);
    }

    /** The step is done. */
    void end() {
        events.end();
        commands.end();
        requests.end();
        answers.end();
    }

    /** What belongs to the next step, beside all else of a world. */
    WorldState save(int mostViewAgo, Snapshot now, List<Snapshot> past) {
        return new WorldState(
                mostViewAgo, now, past, events.pending(), commands.save(), requests.save(), answers.save());
    }

    /** Copies what belongs to the next step; false: there is no room for it. */
    boolean fill(WorldState into) {
        events.fill(into.pendingEvents());
        return commands.fill(into.pendingCommands())
                && requests.fill(into.pendingRequests())
                && answers.fill(into.pendingAnswers());
    }

    void restore(WorldState from) {
        events.restore(from.pendingEvents());
        commands.restore(from.pendingCommands());
        requests.restore(from.pendingRequests());
        answers.restore(from.pendingAnswers());
    }
}
