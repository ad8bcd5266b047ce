package dev.tickwire.server.admin;

import dev.tickwire.server.address.NetworkAddress;
import dev.tickwire.server.console.Audit;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.sanctions.Sanction;
import dev.tickwire.server.sanctions.Sanctions;
import dev.tickwire.server.sanctions.Subject;
import dev.tickwire.server.seats.Seat;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** What operators do about people. */
public final class PeopleActions {
    private static final int MOST_SENTENCE_CHARS = 120;
    private static final int MOST_MINUTES = 10 * 365 * 24 * 60;
    private static final int DAY_MINUTES = 24 * 60;
    private static final int NO_PLACE = -1;

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

    private Answer kick(Operator operator, Body body) throws RefusedException {
        String id = body.text("room");
        int place = body.integer("place", 0, Integer.MAX_VALUE, NO_PLACE);
        String name = body.text("name");
        String why = why(body);
        body.end();
        Room room = RoomActions.room(rooms, id);
        if (place == NO_PLACE) {
            throw wrong("Say place and name of the player: who has to go?");
        }
        String sentence = why.isEmpty() ? "An operator has removed you from the room." : why;
        if (!room.control().kick(place, name, sentence)) {
            throw new RefusedException(HttpStatus.SERVICE_UNAVAILABLE_503, "Too much waits for the room: try again.");
        }
        audit.logPerson(operator.name(), "kick", name + " from room " + id, Map.of("place", place, "why", why));
        return Answer.json(Map.of("kicked", name));
    }

    private Answer sanction(Sanction.Kind kind, Operator operator, Body body) throws RefusedException {
        String why = why(body);
        int minutes = body.integer("minutes", 1, MOST_MINUTES, DAY_MINUTES);
        Person person = Person.read(body);
        body.end();
        Subject subject = subject(person);
        Sanction sanction =
                new Sanction(kind, subject, clock.instant().plus(Duration.ofMinutes(minutes)), operator.name(), why);
        if (!sanctions.add(sanction)) {
            throw wrong("There are " + Sanctions.MOST + " bans and mutes already: lift some.");
        }
        Map<String, Object> said = sanction.fields();
        audit.logPerson(
                operator.name(),
                kind.word(),
                subject.type() + " " + subject.name(),
                Map.of("minutes", minutes, "why", why, "name", person.name()));
        return Answer.json(said);
    }

    private Answer lift(Operator operator, Body body) throws RefusedException {
        String kind = body.text("kind");
        String account = body.text("account");
        String address = body.text("address");
        String why = body.text("why");
        body.end();
        if (!kind.equals("ban") && !kind.equals("mute")) {
            throw wrong("kind must be ban or mute.");
        }
        Subject subject = named(account, address);
        if (!sanctions.lift(kind.equals("ban") ? Sanction.Kind.BAN : Sanction.Kind.MUTE, subject)) {
            throw wrong("There is no " + kind + " of " + subject.type() + " " + subject.name() + ".");
        }
        audit.logPerson(operator.name(), "lift " + kind, subject.type() + " " + subject.name(), Map.of("why", why));
        return Answer.json(Map.of("lifted", subject.name()));
    }

    private static String why(Body body) throws RefusedException {
        String why = body.text("why");
        if (why.length() > MOST_SENTENCE_CHARS) {
            throw wrong("why must have at most " + MOST_SENTENCE_CHARS + " characters.");
        }
        return why;
    }

    private Subject subject(Person person) throws RefusedException {
        if (person.room().isEmpty()) {
            return named(person.account(), person.address());
        }
        Room room = RoomActions.room(rooms, person.room());
        String name = person.name();
        Seat seat = person.place() == NO_PLACE ? null : room.control().seatOf(person.place(), name);
        if (seat == null) {
            throw wrong("Nobody on that place of the room is called " + name + ".");
        }
        String user = seat.request().identity().user();
        String by = person.by();
        if (!by.isEmpty() && !by.equals("account") && !by.equals("address")) {
            throw wrong("by must be account or address.");
        }
        if (by.equals("account") && user.isEmpty()) {
            throw wrong(name + " is not signed in: say \"by\": \"address\".");
        }
        return by.equals("address") || user.isEmpty()
                ? Subject.address(seat.outlet().address().toString())
                : Subject.account(user);
    }

    private static Subject named(String account, String address) throws RefusedException {
        if (account.isEmpty() == address.isEmpty()) {
            throw wrong("Say an account or an address: who is it about?");
        }
        if (!account.isEmpty()) {
            return Subject.account(account);
        }
        int prefix = address.indexOf('/');
        InetAddress parsed = NetworkAddress.parse(prefix < 0 ? address : address.substring(0, prefix));
        if (parsed == null) {
            throw wrong(address + " is no network address, such as 203.0.113.7 or 2001:db8::1.");
        }
        return Subject.address(NetworkAddress.describe(parsed));
    }

    private static RefusedException wrong(String sentence) {
        return new RefusedException(HttpStatus.BAD_REQUEST_400, sentence);
    }

    /** Somebody in a room, or whoever has an account or an address. */
    private record Person(String room, int place, String name, String by, String account, String address) {
        static Person read(Body body) throws RefusedException {
            return new Person(
                    body.text("room"),
                    body.integer("place", 0, Integer.MAX_VALUE, NO_PLACE),
                    body.text("name"),
                    body.text("by"),
                    body.text("account"),
                    body.text("address"));
        }
    }
}
