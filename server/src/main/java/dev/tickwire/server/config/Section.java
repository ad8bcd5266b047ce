package dev.tickwire.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.settings.Setting;
import dev.tickwire.server.settings.Settings;
import dev.tickwire.server.values.PlainNumber;
import dev.tickwire.simulation.games.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One section of a config that is being read: each value is read by name and range; a name that is not read is an
 * error.
 *
 * <p>An error is noted with file and line, and a harmless value is returned, so that one reading finds all errors.
 */
final class Section {
    /** Where names stand that are not in a file: behind any line of one. */
    private static final int COMMAND_LINE = 1 << 28;

    private static final int DEFAULTS = COMMAND_LINE << 1;

    private final String path;
    /** Where the table of settings has it. */
    private final String declared;

    private final Config config;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();

    /** The whole of a config. */
    Section(ConfigObject root, List<String> problems) {
        this("", "", root, problems);
    }

    private Section(String path, String declared, ConfigObject object, List<String> problems) {
        this.path = path;
        this.declared = declared;
        this.config = object.toConfig();
        this.problems = problems;
    }

    int integer(String key) {
        double value = number(key);
        if (value != Math.floor(value)) {
            complain(key, "must be a whole number, not " + PlainNumber.of(value));
        }
        return (int) value;
    }

    double number(String key) {
        Setting setting = setting(key);
        return number(key, setting.least(), setting.most());
    }

    /** A number whose range depends on something else. */
    double number(String key, double min, double max) {
        double value = read(key, "must be a number", () -> config.getDouble(quoted(key)), min);
        if (!(value >= min && value <= max)) {
            complain(
                    key,
                    "must be from " + PlainNumber.of(min) + " to " + PlainNumber.of(max) + ", not "
                            + PlainNumber.of(value));
            return min;
        }
        return value;
    }

    long millis(String key) {
        long min = (long) setting(key).least();
        long max = (long) setting(key).most();
        long value = read(
                key,
                "must be a time such as 500ms, 30s or 5m",
                () -> config.getDuration(quoted(key)).toMillis(),
                min);
        if (value < min || value > max) {
            complain(key, "must be from " + min + "ms to " + max + "ms, not " + value + "ms");
            return min;
        }
        return value;
    }

    int bytes(String key) {
        int min = (int) setting(key).least();
        int max = (int) setting(key).most();
        long value = read(key, "must be a size such as 4096 or 64 KiB", () -> config.getBytes(quoted(key)), (long) min);
        if (value < min || value > max) {
            complain(key, "must be from " + min + " to " + max + " bytes, not " + value);
            return min;
        }
        return (int) value;
    }

    String text(String key) {
        return read(key, "must be a text", () -> config.getString(quoted(key)), "");
    }

    /** One of the words that it may be. */
    String word(String key) {
        List<String> words = setting(key).words();
        String word = text(key);
        if (words.contains(word)) {
            return word;
        }
        complain(key, "must be " + Setting.oneOf(words) + ", not " + word);
        return words.get(0);
    }

    /** True or false. */
    boolean flag(String key) {
        String value = text(key);
        if (!value.equals("true") && !value.equals("false")) {
            complain(key, "must be true or false, not " + value);
        }
        return value.equals("true");
    }

    /** Whether the value is that word, for settings that are numbers otherwise. */
    boolean isText(String key, String word) {
        known.add(key);
        return config.hasPath(quoted(key))
                && word.equals(config.getValue(quoted(key)).unwrapped());
    }

    /** Whether nobody has set it: the value is one of the defaults. */
    boolean isShipped(String key) {
        ConfigValue value = config.root().get(key);
        return value != null && value.origin().resource() != null;
    }

    List<String> texts(String key) {
        return read(
                key,
                "must be a list of texts such as [\"a\", \"b\"]",
                () -> config.getStringList(quoted(key)),
                List.of());
    }

    /** Two numbers, the least and the most of something; null: the list is empty. */
    RoomSettings.@Nullable Range range(String key, double min, double max) {
        List<Double> ends =
                read(key, "must be two numbers such as [2, 8]", () -> config.getDoubleList(quoted(key)), List.of());
        if (ends.isEmpty()) {
            return null;
        }
        if (ends.size() != 2 || !(ends.get(0) >= min && ends.get(0) <= ends.get(1) && ends.get(1) <= max)) {
            complain(
                    key,
                    "must be two numbers from " + PlainNumber.of(min) + " to " + PlainNumber.of(max)
                            + ", the least first");
            return null;
        }
        return new RoomSettings.Range(ends.get(0), ends.get(1));
    }

    /** A section in this one. */
    Section section(String key) {
        ConfigObject object = read(
                key,
                "must be a section in braces",
                () -> config.getObject(quoted(key)),
                ConfigFactory.empty().root());
        return new Section(pathOf(key), declaredAt(key), object, problems);
    }

    /**
     * The names in this section: those of the file in its order, then those of the command line, then those of the
     * defaults.
     */
    List<String> names() {
        List<String> names = new ArrayList<>(config.root().keySet());
        names.sort(Comparator.comparingInt(this::place).thenComparing(Comparator.naturalOrder()));
        return names;
    }

    /** All values in this section and in those within it, as texts, by their paths. */
    Map<List<String>, String> leaves() {
        Map<List<String>, String> leaves = new LinkedHashMap<>();
        config.entrySet()
                .forEach(leaf -> leaves.put(
                        ConfigUtil.splitPath(leaf.getKey()),
                        String.valueOf(leaf.getValue().unwrapped())));
        return leaves;
    }

    /** Notes that one of the {@link #leaves} is wrong. */
    void complainOf(List<String> leaf, String sentence) {
        problems.add(origin(leaf.get(0)) + pathOf(String.join(".", leaf)) + " " + sentence);
    }

    /** Notes that a name may stand here, so that it is suggested for those that may not. */
    void know(String key) {
        known.add(key);
    }

    /** Says that everything in this section has been asked for: what has not is unknown. */
    void end() {
        for (String key : names()) {
            if (!known.contains(key)) {
                String nearest = Spelling.nearest(key, known);
                complain(key, "is not a setting" + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"));
            }
        }
    }

    /** Notes that a value of this section is wrong. */
    void complain(String key, String sentence) {
        problems.add(origin(key) + pathOf(key) + " " + sentence);
    }

    private <T> T read(String key, String expectation, Supplier<T> reading, T otherwise) {
        known.add(key);
        try {
            return reading.get();
        } catch (ConfigException.Missing e) {
            complain(key, "is missing");
        } catch (ConfigException e) {
            complain(key, expectation + found(key));
        }
        return otherwise;
    }

    private String found(String key) {
        ConfigValue value = config.root().get(key);
        if (value == null || value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            return "";
        }
        return ", not " + value.unwrapped();
    }

    private String origin(String key) {
        ConfigValue value = config.root().get(key);
        if (value == null) {
            return "";
        }
        ConfigOrigin origin = value.origin();
        return origin.filename() == null
                ? origin.description().replaceFirst(": \\d+$", ": ")
                : origin.filename() + ":" + origin.lineNumber() + ": ";
    }

    private int place(String key) {
        ConfigValue value = config.root().get(key);
        if (value == null) {
            return COMMAND_LINE;
        }
        ConfigOrigin origin = value.origin();
        if (origin.resource() != null) {
            return DEFAULTS + origin.lineNumber();
        }
        return origin.filename() == null ? COMMAND_LINE : origin.lineNumber();
    }

    private Setting setting(String key) {
        return Settings.of(declaredAt(key));
    }

    private String declaredAt(String key) {
        if (declared.isEmpty()) {
            return key;
        }
        return declared.equals(Settings.ROOM_TYPES) ? Settings.ROOM_TYPE_DEFAULTS : declared + "." + key;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String quoted(String key) {
        return ConfigUtil.joinPath(key);
    }
}
