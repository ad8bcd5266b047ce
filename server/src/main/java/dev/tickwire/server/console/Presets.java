package dev.tickwire.server.console;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.kept.LinesFile;
import dev.tickwire.server.kept.UnusableFileException;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adjustments under names, for rooms of one type each. Each that is saved or deleted is in the file before it is
 * answered, if there is a file. Any thread may use it.
 */
public final class Presets {
    /** More at once are refused. */
    public static final int MOST = 100;

    private static final PresetForm FORM = new PresetForm();
    private static final Comparator<Preset> ORDER =
            Comparator.comparing(Preset::type).thenComparing(Preset::name);

    private final LocalRooms rooms;
    private final Changes changes;
    private final Audit audit;
    private final LinesFile<Preset> file;
    private final List<Preset> all = new ArrayList<>();

    /** Null: they are kept until the server ends. */
    public Presets(LocalRooms rooms, Changes changes, Audit audit, @Nullable Path file) {
        this.rooms = rooms;
        this.changes = changes;
        this.audit = audit;
        this.file = new LinesFile<>(file, "presets", "admin.presets", FORM);
    }

    /** Reads the file; to be called before anybody asks. */
    public synchronized void open() throws UnusableFileException {
        all.addAll(file.read());
        all.sort(ORDER);
    }

    /** All, by type and name, as maps for JSON. */
    public synchronized List<Map<String, Object>> list() {
        return all.stream().map(FORM::fields).toList();
    }

    /** Saves what is said of some rooms over the config; it replaces a preset of the same type and name. */
    public synchronized void save(String who, String name, Scope scope) throws InvalidAdjustmentException {
        if (!Preset.isName(name)) {
            throw new InvalidAdjustmentException("name must have 1 to " + Preset.MOST_NAME_CHARS + " characters.");
        }
        String type = typeOf(scope);
        Adjustment said = rooms.adjustments().getOrDefault(scope, Adjustment.NONE);
        if (said.isNone()) {
            throw new InvalidAdjustmentException(
                    "Nothing is said of " + Described.scope(scope) + " over the config: there is nothing to save.");
        }
        Preset before = find(type, name);
        if (before == null && all.size() >= MOST) {
            throw new InvalidAdjustmentException("There are " + MOST + " presets: delete one first.");
        }
        Preset saved = new Preset(type, name, who, said);
        all.removeIf(one -> one.isCalled(type, name));
        all.add(saved);
        all.sort(ORDER);
        file.write(all);
        audit.log(who, "save preset", name, FORM.fields(saved));
    }

    /** Lets some rooms run by a preset: it is all that is said of them over the config from then on. */
    public synchronized Change apply(String who, String name, Scope scope) throws InvalidAdjustmentException {
        Preset preset = existing(typeOf(scope), name);
        Change change = changes.set(who, scope, preset.adjustment());
        audit.log(who, "apply preset", name, Map.of("change", change.number()));
        return change;
    }

    /** Forgets a preset; rooms that run by it go on. */
    public synchronized void delete(String who, String type, String name) throws InvalidAdjustmentException {
        Preset deleted = existing(type, name);
        all.remove(deleted);
        file.write(all);
        audit.log(who, "delete preset", name, FORM.fields(deleted));
    }

    private String typeOf(Scope scope) throws InvalidAdjustmentException {
        if (scope instanceof Scope.OfType ofType) {
            return ofType.type();
        }
        String id = ((Scope.OfRoom) scope).id();
        Room room = rooms.find(id);
        if (room == null) {
            throw new InvalidAdjustmentException("There is no room " + id + "; it may have closed.");
        }
        return room.type().name();
    }

    private Preset existing(String type, String name) throws InvalidAdjustmentException {
        Preset preset = find(type, name);
        if (preset == null) {
            throw new InvalidAdjustmentException("There is no preset " + name + " for rooms of " + type + ".");
        }
        return preset;
    }

    private @Nullable Preset find(String type, String name) {
        for (Preset preset : all) {
            if (preset.isCalled(type, name)) {
                return preset;
            }
        }
        return null;
    }
}
