package dev.tickwire.server.room;

import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.server.backend.Answered;
import dev.tickwire.server.backend.BackendRequest.Seated;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.world.Requests;
import java.util.ArrayList;
import java.util.List;

/** Hands what rules ask for to the outbox, and gives them what comes back. Belongs to the room's loop. */
final class RequestRunner {
    private final Match match;
    private final List<JournalRequest> open = new ArrayList<>();
    private final Roster roster;
    private final Outbox outbox;
    private boolean hasEnded;

    RequestRunner(Match match, Roster roster, Outbox outbox) {
        this.match = match;
        this.roster = roster;
        this.outbox = outbox;
    }

    /** Gives the coming step as many answers as it takes; others wait for the next one. */
    void takeAnswers() {
        for (int kind = 0; kind < outbox.kinds(); kind++) {
            while (match.takesAnswer(kind)) {
                Answered answered = outbox.poll(kind);
                if (answered == null) {
                    break;
                }
                open.remove(message(kind, answered.request()));
                match.answer(kind, answered.request(), answered.outcome(), answered.raws(), answered.texts());
            }
        }
    }

    /** Hands over what the step that was just done asked for. */
    void send() {
        for (int kind = 0; kind < outbox.kinds(); kind++) {
            Requests requests = match.requests().get(kind);
            if (requests.count() > 0) {
                send(kind, requests);
            }
        }
    }

    private void send(int kind, Requests requests) {
        List<Seated> seated = new ArrayList<>();
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            if (!player.isSpectator()) {
                seated.add(new Seated(player.number(), player.name().text()));
            }
        }
        for (int row = 0; row < requests.count(); row++) {
            int[] raws = new int[outbox.numbers(kind)];
            String[] texts = new String[outbox.texts(kind)];
            requests.read(row, raws, texts);
            open.add(message(kind, requests.id(row)));
            match.sink().onRequest(kind, requests.id(row));
            outbox.offer(kind, requests.id(row), raws, texts, seated);
        }
    }

    /** Requests that have no answer. */
    List<JournalRequest> open() {
        return List.copyOf(open);
    }

    /** Whether answers are to come. */
    boolean hasOpen() {
        return !open.isEmpty();
    }

    private static JournalRequest message(int kind, int request) {
        return JournalRequest.newBuilder().setKind(kind).setRequest(request).build();
    }

    /** Lets the game say its last, once; whatever it throws, the room ends. */
    void end() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        try {
            match.ending();
            send();
        } catch (Throwable failure) {
            Failures.log("the game threw an exception at the end of its room", failure);
        }
    }
}
