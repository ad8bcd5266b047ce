package dev.tickwire.server.admin;

import dev.tickwire.server.address.NetworkAddress;
import dev.tickwire.server.console.Audit;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.sanctions.Sanction;
import dev.tickwire.server.sanctions.Sanctions;
import dev.tickwire.server.sanctions.Subject;
import dev.tickwire.server.seats.Seat;
import java.net.InetAddress;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;

/** What operators do about people. */
public final class PeopleActions {
    private static final int MOST_SENTENCE_CHARS = 120;
    private static final int MOST_MINUTES = 10 * 365 * 24 * 60;
    private static final int DAY_MINUTES = 24 * 60;

    private final LocalRooms rooms;
    private final Sanctions sanctions;
    private final Audit audit;
    private final InstantSource clock;

    public PeopleActions(LocalRooms rooms, Sanctions sanctions, Audit audit, InstantSource clock) {
        this.rooms = rooms;
        this.sanctions = sanctions;
        this.audit = audit;
        this.clock = clock;
    }

    /** By the last part of their paths. */
    public Map<String, Action> byName() {
        return Map.of(
                "kick",
                this::kick,
                "ban",
                (operator, asked) -> sanction(Sanction.Kind.BAN, operator, asked),
                "mute",
                (operator, asked) -> sanction(Sanction.Kind.MUTE, operator, asked),
                "lift",
                this::lift);
    }

    private Answer kick(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("room", "place", "name", "why"));
        Room room = RoomActions.room(rooms, asked);
        Double place = asked.number("place");
        String why = asked.text("why");
        if (place == null || why.length() > MOST_SENTENCE_CHARS) {
            throw new ParseException(
                    "Say place and name of the player, and why in at most " + MOST_SENTENCE_CHARS + " characters.", 0);
        }
        String sentence = why.isEmpty() ? "An operator has removed you from the room." : why;
        if (!room.control().kick((int) (double) place, asked.text("name"), sentence)) {
            return Answer.text(HttpStatus.SERVICE_UNAVAILABLE_503, "Too much waits for the room: try again.");
        }
        audit.logPerson(
                operator.name(),
                "kick",
                asked.text("name") + " from room " + room.id(),
                Map.of("place", place, "why", why));
        return Answer.json(Map.of("kicked", asked.text("name")));
    }

    private Answer sanction(Sanction.Kind kind, Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("room", "place", "name", "by", "account", "address", "minutes", "why"));
        String why = asked.text("why");
        if (why.length() > MOST_SENTENCE_CHARS) {
            throw new ParseException("why has at most " + MOST_SENTENCE_CHARS + " characters.", 0);
        }
        int minutes = asked.whole("minutes", 1, MOST_MINUTES, DAY_MINUTES);
        Subject subject = subject(asked);
        Sanction sanction =
                new Sanction(kind, subject, clock.instant().plus(Duration.ofMinutes(minutes)), operator.name(), why);
        if (!sanctions.add(sanction)) {
            throw new ParseException("There are " + Sanctions.MOST + " bans and mutes already: lift some.", 0);
        }
        Map<String, Object> said = sanction.fields();
        audit.logPerson(
                operator.name(),
                kind.word(),
                subject.type() + " " + subject.name(),
                Map.of("minutes", minutes, "why", why, "name", asked.text("name")));
        return Answer.json(said);
    }

    private Answer lift(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("kind", "account", "address", "why"));
        String kind = asked.text("kind");
        if (!kind.equals("ban") && !kind.equals("mute")) {
            throw new ParseException("kind must be ban or mute.", 0);
        }
        Subject subject = named(asked);
        if (!sanctions.lift(kind.equals("ban") ? Sanction.Kind.BAN : Sanction.Kind.MUTE, subject)) {
            throw new ParseException("There is no " + kind + " of " + subject.type() + " " + subject.name() + ".", 0);
        }
        audit.logPerson(
                operator.name(),
                "lift " + kind,
                subject.type() + " " + subject.name(),
                Map.of("why", asked.text("why")));
        return Answer.json(Map.of("lifted", subject.name()));
    }

    /** Somebody in a room, or whoever is named. */
    private Subject subject(Asked asked) throws ParseException {
        if (asked.text("room").isEmpty()) {
            return named(asked);
        }
        Room room = RoomActions.room(rooms, asked);
        String name = asked.text("name");
        Double place = asked.number("place");
        Seat seat = place == null ? null : room.control().seatOf((int) (double) place, name);
        if (seat == null) {
            throw new ParseException("Nobody on that place of the room is called " + name + ".", 0);
        }
        String user = seat.request().identity().user();
        String by = asked.text("by");
        if (!by.isEmpty() && !by.equals("account") && !by.equals("address")) {
            throw new ParseException("by must be account or address.", 0);
        }
        if (by.equals("account") && user.isEmpty()) {
            throw new ParseException(name + " is not signed in: say \"by\": \"address\".", 0);
        }
        return by.equals("address") || user.isEmpty()
                ? Subject.address(seat.outlet().address().toString())
                : Subject.account(user);
    }

    private static Subject named(Asked asked) throws ParseException {
        String account = asked.text("account");
        String address = asked.text("address");
        if (account.isEmpty() == address.isEmpty()) {
            throw new ParseException("Say an account or an address: who is it about?", 0);
        }
        if (!account.isEmpty()) {
            return Subject.account(account);
        }
        int prefix = address.indexOf('/');
        InetAddress parsed = NetworkAddress.parse(prefix < 0 ? address : address.substring(0, prefix));
        if (parsed == null) {
            throw new ParseException(address + " is no network address, such as 203.0.113.7 or 2001:db8::1.", 0);
        }
        return Subject.address(NetworkAddress.describe(parsed));
    }
}
