package dev.tickwire.server.api;

import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.directory.RoomDirectory.NewRoom;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.http.Shown;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of the places that somebody wants, and of the room in which they are to be.
 *
 * @param where labels of the game that a room must have
 * @param opens what a new room is to be like, with labels of a backend that a room must have where one is looked for
 */
record PartyRequest(RoomType type, String name, List<Option> where, NewRoom opens, int seats, int seconds) {
    private static final int MOST_SEATS = Short.MAX_VALUE;
    private static final int MOST_SECONDS = 300;
    private static final int USUAL_SECONDS = 30;

    /** Of a room that a backend creates, or joins by name. */
    static PartyRequest create(Body body, List<RoomType> types, RoomLabels labels) throws RefusedException {
        PartyRequest read = new PartyRequest(
                RoomFilter.type(body.text("type"), types),
                body.text("name"),
                List.of(),
                new NewRoom(body.flag("listed", true), options(body), present(labels.read(body.object("labels")))),
                seats(body, 0),
                seconds(body));
        body.end();
        return read;
    }

    /** Of any room with these labels, for a backend. */
    static PartyRequest match(Body body, List<RoomType> types, RoomLabels labels) throws RefusedException {
        List<Option> where = new ArrayList<>();
        Map<String, @Nullable Object> ofBackend = new HashMap<>();
        for (Map.Entry<String, @Nullable Object> one : body.object("where").entrySet()) {
            if (labels.has(one.getKey())) {
                ofBackend.put(one.getKey(), one.getValue());
            } else {
                where.add(option(one.getKey(), one.getValue()));
            }
        }
        PartyRequest read = new PartyRequest(
                RoomFilter.type(body.text("type"), types),
                "",
                where,
                new NewRoom(true, options(body), present(labels.read(ofBackend))),
                seats(body, 1),
                seconds(body));
        body.end();
        return read;
    }

    static int seats(Body body, int least) throws RefusedException {
        return body.integer("seats", least, MOST_SEATS, least);
    }

    static int seconds(Body body) throws RefusedException {
        return body.integer("seconds", 1, MOST_SECONDS, USUAL_SECONDS);
    }

    private static List<Option> options(Body body) throws RefusedException {
        List<Option> options = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> one : body.object("options").entrySet()) {
            options.add(option(one.getKey(), one.getValue()));
        }
        return options;
    }

    private static Option option(String name, @Nullable Object value) throws RefusedException {
        Option.Builder option = Option.newBuilder().setName(name);
        if (value instanceof Number number) {
            return option.setNumber(number.doubleValue()).build();
        }
        if (value instanceof Boolean flag) {
            return option.setFlag(flag).build();
        }
        if (value instanceof String text) {
            return option.setText(text).build();
        }
        throw new RefusedException(
                HttpStatus.BAD_REQUEST_400,
                "The option " + Shown.of(name) + " must be a number, a text, true or false.");
    }

    /** A new room has nothing that could be taken away. */
    private static Map<String, Object> present(Map<String, @Nullable Object> labels) {
        Map<String, Object> present = new HashMap<>();
        labels.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }
}
