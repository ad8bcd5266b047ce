package dev.tickwire.server.config;

import dev.tickwire.server.settings.Effect;
import dev.tickwire.server.settings.Setting;
import dev.tickwire.server.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two configs, in lines for the log.
 *
 * <p>All values are shown, but for secrets: of these it says only that they are others.
 */
final class ConfigChanges {
    private static final int MOST_LINES = 20;
    private static final int MOST_ROOMS_NAMED = 5;
    private static final String ROOM_TYPES = Settings.ROOM_TYPES + ".";

    /** One value of one or more room types, or of the server, that is another now. */
    private record Change(
            String setting, @Nullable String from, @Nullable String to) {}

    private final FlatConfig before;
    private final FlatConfig after;
    private final List<OpenRoom> openRooms;
    private final List<String> lines = new ArrayList<>();

    ConfigChanges(FlatConfig before, FlatConfig after, List<OpenRoom> openRooms) {
        this.before = before;
        this.after = after;
        this.openRooms = openRooms;
        collect();
    }

    /** A line for each change, in plain words; the last says how many more there are, if there are too many. */
    List<String> lines() {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES));
        first.add("and " + (lines.size() - MOST_LINES) + " more");
        return first;
    }

    private void collect() {
        sayRoomTypes();
        TreeSet<String> paths = new TreeSet<>(before.values().keySet());
        paths.addAll(after.values().keySet());
        Map<Change, List<String>> ofRoomTypes = new LinkedHashMap<>();
        List<Change> ofServer = new ArrayList<>();
        for (String path : paths) {
            String from = before.values().get(path);
            String to = after.values().get(path);
            if (Objects.equals(from, to)) {
                continue;
            }
            if (!path.startsWith(ROOM_TYPES)) {
                ofServer.add(new Change(path, from, to));
            } else if (staysAndCompares(path)) {
                ofRoomTypes
                        .computeIfAbsent(new Change(settingOf(path), from, to), change -> new ArrayList<>())
                        .add(roomTypeOf(path));
            }
        }
        ofRoomTypes.forEach((change, types) -> lines.add(
                ROOM_TYPES + String.join(", ", types) + ": " + said(change) + ", " + whenInRoomTypes(change, types)));
        for (Change change : ofServer) {
            boolean isLive = effectOf(change.setting) == Effect.AT_ONCE;
            lines.add(said(change) + (isLive ? ", at once" : ", at the next start of the server"));
        }
        sayHidden();
    }

    private void sayRoomTypes() {
        for (String type : after.roomTypes()) {
            if (!before.roomTypes().contains(type)) {
                lines.add(ROOM_TYPES + type + " is new");
            }
        }
        for (String type : before.roomTypes()) {
            if (!after.roomTypes().contains(type)) {
                int rooms = roomsOf(List.of(type)).size();
                lines.add(ROOM_TYPES + type + " is gone"
                        + (rooms == 0 ? "" : "; " + roomCount(rooms) + " of it stay open, and no more are opened"));
            }
        }
        String first = after.roomTypes().get(0);
        if (!first.equals(before.roomTypes().get(0))) {
            lines.add("players who ask for no room type get " + first + " instead of "
                    + before.roomTypes().get(0) + ", from now on");
        }
    }

    /** What the file changes, and the command line sets to something else. */
    private void sayHidden() {
        if (before.ofFile().isEmpty()) {
            return;
        }
        after.ofFile().forEach((path, inFile) -> {
            String holds = after.values().get(path);
            boolean isChanged = !inFile.equals(before.ofFile().get(path));
            if (isChanged
                    && holds != null
                    && !holds.equals(inFile)
                    && holds.equals(before.values().get(path))) {
                lines.add((LoadedConfig.isSecret(path)
                                ? path
                                : path + " is " + inFile + " in the file, but stays " + holds)
                        + ": the command line sets it, and hides the file's value");
            }
        });
    }

    /** Whether a room type was there before, and is there with the same game: others have other tunables. */
    private boolean staysAndCompares(String path) {
        String type = roomTypeOf(path);
        if (!before.roomTypes().contains(type) || !after.roomTypes().contains(type)) {
            return false;
        }
        String game = ROOM_TYPES + type + ".game";
        return !settingOf(path).startsWith("tunables.")
                || Objects.equals(before.values().get(game), after.values().get(game));
    }

    private String whenInRoomTypes(Change change, List<String> types) {
        List<OpenRoom> rooms = roomsOf(types);
        Effect effect = effectOf(Settings.ROOM_TYPE_DEFAULTS + "." + change.setting);
        List<String> keeping = rooms.stream()
                .filter(room -> effect == Effect.NEW_ROOMS || room.keeps().contains(change.setting))
                .map(OpenRoom::id)
                .toList();
        int following = rooms.size() - keeping.size();
        String when = following == 0
                ? "only in new rooms"
                : (effect == Effect.NEW_PLAYERS ? "for those who join or come back" : "at once") + ", in "
                        + roomCount(following) + " and in new ones";
        if (keeping.isEmpty()) {
            return when;
        }
        return when + "; " + named(keeping)
                + (keeping.size() == 1
                        ? " keeps what it has until it closes"
                        : " keep what they have until they close");
    }

    private static String named(List<String> rooms) {
        List<String> shown = new ArrayList<>(rooms.subList(0, Math.min(MOST_ROOMS_NAMED, rooms.size())));
        int more = rooms.size() - shown.size();
        if (more > 0) {
            shown.add(more + " more");
        }
        int last = shown.size() - 1;
        return last == 0 ? shown.get(0) : String.join(", ", shown.subList(0, last)) + " and " + shown.get(last);
    }

    private List<OpenRoom> roomsOf(List<String> types) {
        return openRooms.stream()
                .filter(room -> types.contains(room.roomType()))
                .toList();
    }

    private static Effect effectOf(String path) {
        Setting setting = Settings.at(path);
        return setting == null ? Effect.RESTART : setting.effect();
    }

    private static String said(Change change) {
        if (LoadedConfig.isSecret(change.setting)) {
            return change.setting + " is another one";
        }
        return change.setting + " from " + orNone(change.from) + " to " + orNone(change.to);
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "nothing" : value;
    }

    private static String roomCount(int rooms) {
        return rooms == 1 ? "1 room" : rooms + " rooms";
    }

    private static String roomTypeOf(String path) {
        return path.substring(ROOM_TYPES.length(), path.indexOf('.', ROOM_TYPES.length()));
    }

    private static String settingOf(String path) {
        return path.substring(path.indexOf('.', ROOM_TYPES.length()) + 1);
    }
}
