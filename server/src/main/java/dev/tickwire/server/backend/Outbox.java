package dev.tickwire.server.backend;

import dev.tickwire.server.backend.BackendRequest.Seated;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.values.NonsenseException;
import dev.tickwire.server.values.ValueReader;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.world.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one room on their way to its backend, and the answers on their way back. The room's loop offers and
 * polls; what lies between is done by the thread of the agenda.
 *
 * <p>There is exactly one answer to each request, and at most {@code queue} have none yet: what is offered beyond that
 * is answered at once, as failed.
 */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Origin origin;
    private final List<RequestType> kinds;
    private final @Nullable Backend backend;
    private final int queue;
    private final Agenda agenda;
    private final UnderWay underWay;
    private final Counters counters;
    /** Never full: it has no more than have no answer yet. */
    private final MpscVarHandleArrayQueue<Answered> inbox;
    /** By kind; of the loop's. */
    private final List<ArrayDeque<Answered>> ready = new ArrayList<>();

    private int unanswered;
    private boolean hasSaidThatNoneIsThere;

    /** Whose requests they are. */
    record Origin(String room, String roomType) {}

    /** A request, as the loop copied it. */
    private static final class Entry {
        final int kind;
        final int number;
        final int[] raws;
        final String[] texts;
        final List<Seated> players;
        boolean isAnswered;

        Entry(int kind, int number, int[] raws, String[] texts, List<Seated> players) {
            this.kind = kind;
            this.number = number;
            this.raws = raws;
            this.texts = texts;
            this.players = players;
        }
    }

    /** An empty one; {@code backend} null: each request fails. */
    Outbox(
            Origin origin,
            List<RequestType> kinds,
            @Nullable Backend backend,
            int queue,
            Agenda agenda,
            UnderWay underWay,
            Counters counters) {
        this.origin = origin;
        this.kinds = List.copyOf(kinds);
        this.backend = backend;
        this.queue = queue;
        this.agenda = agenda;
        this.underWay = underWay;
        this.counters = counters;
        inbox = new MpscVarHandleArrayQueue<>(Math.max(2, queue));
        for (int kind = 0; kind < kinds.size(); kind++) {
            ready.add(new ArrayDeque<>());
        }
    }

    /** How many kinds of requests the game has. */
    public int kinds() {
        return kinds.size();
    }

    /** How many columns of a kind are no texts. */
    public int numbers(int kind) {
        return kinds.get(kind).columns().size() - texts(kind);
    }

    /** How many columns of a kind are texts. */
    public int texts(int kind) {
        return (int)
                kinds.get(kind).columns().stream().filter(ColumnType::isText).count();
    }

    /** Takes a request; the arrays become its own. */
    public void offer(int kind, int number, int[] raws, String[] texts, List<Seated> players) {
        counters.increment(Counter.REQUESTS_MADE);
        if (backend == null || unanswered == queue) {
            refuse(kind, number);
            return;
        }
        unanswered++;
        underWay.begin();
        Entry entry = new Entry(kind, number, raws, texts, players);
        Backend to = backend;
        agenda.run(() -> send(entry, to));
    }

    private void refuse(int kind, int number) {
        if (backend == null && !hasSaidThatNoneIsThere) {
            hasSaidThatNoneIsThere = true;
            LOG.warn("room {}: its game makes requests, and room type {} has no backend", origin.room, origin.roomType);
        }
        Outcome outcome = backend == null ? Outcome.NO_BACKEND : Outcome.TOO_MANY;
        counters.increment(backend == null ? Counter.REQUESTS_FAILED : Counter.REQUESTS_TOO_MANY);
        ready.get(kind).add(Answered.failed(kind, number, outcome));
    }

    /** Takes the next answer to requests of a kind; null: there is none yet. */
    public @Nullable Answered poll(int kind) {
        for (Answered next = inbox.poll(); next != null; next = inbox.poll()) {
            unanswered--;
            ready.get(next.kind()).add(next);
        }
        return ready.get(kind).poll();
    }

    private void send(Entry entry, Backend to) {
        try {
            var unused = to.send(request(entry))
                    .whenComplete((answer, failure) -> agenda.run(() -> receive(
                            entry,
                            answer == null || failure != null ? BackendAnswer.failed(Outcome.GAVE_UP) : answer)));
        } catch (Throwable failure) {
            Failures.log("request " + id(entry) + " has failed", failure);
            receive(entry, BackendAnswer.failed(Outcome.GAVE_UP));
        }
    }

    /** A second answer to the same request does not count. */
    private void receive(Entry entry, BackendAnswer answer) {
        if (entry.isAnswered) {
            return;
        }
        entry.isAnswered = true;
        Answered answered = check(entry, answer);
        counters.increment(
                answered.outcome() == Outcome.ANSWERED ? Counter.REQUESTS_ANSWERED : Counter.REQUESTS_FAILED);
        inbox.offer(answered);
        underWay.end();
    }

    private Answered check(Entry entry, BackendAnswer answer) {
        if (answer.outcome() == Outcome.ANSWERED) {
            try {
                ValueReader read = ValueReader.all(kinds.get(entry.kind).answerColumns(), answer.values());
                return new Answered(entry.kind, entry.number, Outcome.ANSWERED, read.raws(), read.texts());
            } catch (NonsenseException wrong) {
                return nonsense(entry, ": " + wrong.getMessage());
            }
        }
        return answer.outcome() == Outcome.NONSENSE
                ? nonsense(entry, ", which is no JSON object")
                : Answered.failed(entry.kind, entry.number, answer.outcome());
    }

    private Answered nonsense(Entry entry, String why) {
        LOG.warn("the answer to request {} makes no sense{}", id(entry), why);
        counters.increment(Counter.ANSWERS_NONSENSE);
        return Answered.failed(entry.kind, entry.number, Outcome.NONSENSE);
    }

    private String id(Entry entry) {
        return origin.room + "-" + entry.number;
    }

    private BackendRequest request(Entry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        int raw = 0;
        int text = 0;
        for (ColumnType column : kinds.get(entry.kind).columns()) {
            values.put(column.name(), column.isText() ? entry.texts[text++] : column.valueOf(entry.raws[raw++]));
        }
        return new BackendRequest(
                id(entry), origin.room, origin.roomType, kinds.get(entry.kind).name(), values, entry.players);
    }
}
