package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.swap.Swap;
import dev.tickwire.server.swap.Trial;
import org.jspecify.annotations.Nullable;

/** Does what other threads ask of a room. Belongs to the room's loop. */
final class CommandRunner {
    /** Commands done in one tick, so that a crowd at the door does not make the tick late. */
    private static final int MOST_COMMANDS = 64;

    /** Of one player in a minute: whoever has found something wrong says so once, as a rule. */
    private static final int MOST_REPORTS = 3;

    private final Listing listing;
    private final RoomMailbox mailbox;
    private final Roster roster;
    private final Match match;
    private final Broadcast broadcast;
    private final Lifetime lifetime;
    private final Places places;
    private final Notices notices;
    private final CounterBatch counters;
    private final RoomLog log;
    private @Nullable RoomType wantedType;
    private @Nullable Trial trial;
    private @Nullable Swap swap;
    private @Nullable DisconnectReason closing;

    CommandRunner(
            Listing listing,
            RoomMailbox mailbox,
            Roster roster,
            Match match,
            Broadcast broadcast,
            Lifetime lifetime,
            Places places,
            Notices notices,
            CounterBatch counters) {
        this.listing = listing;
        this.mailbox = mailbox;
        this.roster = roster;
        this.match = match;
        this.broadcast = broadcast;
        this.lifetime = lifetime;
        this.places = places;
        this.notices = notices;
        this.counters = counters;
        log = new RoomLog(listing.id());
    }

    /** How the room is to run from its next snapshot on; null: as it does. */
    @Nullable
    RoomType wantedType() {
        return wantedType;
    }

    /** Why the room is to end; null: it goes on. */
    @Nullable
    DisconnectReason closing() {
        return closing == null && lifetime.hasMadeWay() ? DisconnectReason.ROOM_CLOSED : closing;
    }

    /** Other rules that the room is to go by from now on; null: it is not. Said once. */
    @Nullable
    Swap takeSwap() {
        Swap taken = swap;
        swap = null;
        return taken;
    }

    /** Whether something was asked for that is under way. */
    boolean isBusy(RoomType type) {
        boolean isToChange = wantedType != null && !wantedType.equals(type);
        return trial != null || swap != null || isToChange || closing() != null;
    }

    /** A step is done: rules that are tried out do it, too. */
    void stepped() {
        if (trial != null) {
            trial.stepped();
            if (trial.isOver()) {
                tryOut(null);
            }
        }
    }

    private void tryOut(@Nullable Trial wanted) {
        trial = wanted;
        match.listen(wanted);
        if (wanted != null) {
            wanted.begin(match.checkpoint());
        }
    }

    /** Does what waits in the mailbox, up to a limit; {@code type} is how the room runs now. */
    void run(RoomType type, long nowNanos) {
        for (int done = 0; done < MOST_COMMANDS && closing == null && swap == null; done++) {
            RoomCommand command = mailbox.poll();
            if (command == null) {
                return;
            }
            run(command, type, nowNanos);
        }
    }

    private void run(RoomCommand command, RoomType type, long nowNanos) {
        if (command instanceof RoomCommand.Enter enter) {
            welcome(enter.seat(), roster.enter(enter.seat(), type), type, nowNanos);
        } else if (command instanceof RoomCommand.Resume resume) {
            welcome(resume.seat(), roster.resume(resume.seat(), type), type, nowNanos);
        } else if (command instanceof RoomCommand.Depart depart) {
            roster.depart(depart.seat(), nowNanos);
        } else if (command instanceof RoomCommand.Say say) {
            say(say, type, nowNanos);
        } else if (command instanceof RoomCommand.Retune retune) {
            wantedType = type.following(retune.type());
        } else if (command instanceof RoomCommand.Ask ask) {
            answer(ask);
        } else if (command instanceof RoomCommand.Look look) {
            answer(look);
        } else if (command instanceof RoomCommand.Recent recent) {
            answer(recent);
        } else if (command instanceof RoomCommand.Hear hear) {
            hear.answer().complete(broadcast.news().hear(hear.event(), hear.chat()));
        } else if (command instanceof RoomCommand.Kick kick) {
            kick(kick);
        } else if (command instanceof RoomCommand.Tell tell) {
            notices.tell(tell.notice(), nowNanos);
        } else if (command instanceof RoomCommand.WatchBytes watching) {
            broadcast.watch(watching.watch());
        } else if (command instanceof RoomCommand.Lock lock) {
            match.lock(lock.isLocked());
            places.setLocked(match.isLocked());
            lock.done().complete(null);
        } else if (command instanceof RoomCommand.Mark mark) {
            match.sink().onMark(mark.reason(), MarkKind.REQUEST);
        } else if (command instanceof RoomCommand.Report report) {
            report(report, nowNanos);
        } else if (command instanceof RoomCommand.Try trying) {
            tryOut(trying.trial());
        } else if (command instanceof RoomCommand.Change change) {
            tryOut(null);
            swap = change.swap();
        } else if (command instanceof RoomCommand.Close close) {
            closing = close.reason();
        }
    }

    private void welcome(Seat seat, @Nullable Player player, RoomType type, long nowNanos) {
        if (player == null) {
            seat.giveUp();
            return;
        }
        lifetime.entered();
        player.seat().outlet().send(Welcomes.frame(listing, type, player));
        player.recipient().setToldType(type);
        notices.tellNewcomer(player.seat().outlet(), nowNanos);
    }

    private void say(RoomCommand.Say say, RoomType type, long nowNanos) {
        Player speaker = roster.find(say.seat());
        if (speaker == null) {
            return;
        }
        if (speaker.allowances().chats().take(type.settings().logs().chatPerTenSeconds(), nowNanos)) {
            broadcast
                    .news()
                    .say(match.tick() + 1, speaker.number(), speaker.name().utf8(), say.text());
        } else {
            counters.increment(Counter.CHATS_TOO_MANY);
        }
    }

    private void report(RoomCommand.Report report, long nowNanos) {
        Player reporter = roster.find(report.seat());
        if (reporter == null) {
            return;
        }
        if (!reporter.allowances().reports().take(MOST_REPORTS, nowNanos)) {
            counters.increment(Counter.PLAYER_REPORTS_TOO_MANY);
            return;
        }
        counters.increment(Counter.PLAYER_REPORTS_TAKEN);
        log.reported(reporter.number());
        String who = reporter.number() < 0 ? "A spectator" : "Player " + reporter.number();
        match.sink().onMark(who + " reports: " + report.text(), MarkKind.REPORT);
    }

    private void kick(RoomCommand.Kick kick) {
        Player player = roster.at(kick.place());
        if (player != null && player.name().text().equals(kick.name())) {
            roster.kick(player, kick.sentence());
        }
    }

    private void answer(RoomCommand.Look look) {
        if (look.into().schema().equals(match.schema())) {
            match.capture(look.into());
            look.answer().complete(look.into());
        } else {
            look.answer().completeExceptionally(otherTables());
        }
    }

    private void answer(RoomCommand.Recent recent) {
        boolean fits = recent.into().stream().allMatch(one -> one.schema().equals(match.schema()));
        if (fits) {
            recent.answer().complete(broadcast.copyNewest(recent.into()));
        } else {
            recent.answer().completeExceptionally(otherTables());
        }
    }

    private static IllegalStateException otherTables() {
        return new IllegalStateException("the room goes by other rules by now, and has other tables");
    }

    /** Whatever goes wrong then is the answer, and the room goes on. */
    private void answer(RoomCommand.Ask ask) {
        try {
            ask.answer().complete(match.checkpoint());
        } catch (Throwable failure) {
            ask.answer().completeExceptionally(failure);
        }
    }
}
