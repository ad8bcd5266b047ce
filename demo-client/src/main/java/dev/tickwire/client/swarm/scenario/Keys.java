package dev.tickwire.client.swarm.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.tickwire.simulation.games.Spelling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The keys of one object of a scenario; what is wrong with them is said with file and line. */
final class Keys {
    private final Config config;
    private final String path;

    /** An object that has no other keys than these. */
    Keys(ConfigObject object, String path, List<String> known) throws InvalidScenarioException {
        config = object.toConfig();
        this.path = path;
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw unknown(entry, known);
            }
        }
    }

    private InvalidScenarioException unknown(Map.Entry<String, ConfigValue> entry, List<String> known) {
        String nearest = Spelling.nearest(entry.getKey(), known);
        return wrong(
                entry.getValue(),
                inside(entry.getKey()) + " is no key of a scenario: "
                        + (nearest.isEmpty()
                                ? "here are " + String.join(", ", known)
                                : "did you mean " + nearest + "?"));
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    String text(String key, String otherwise) throws InvalidScenarioException {
        return has(key) ? read(key, "a string", () -> config.getString(key)) : otherwise;
    }

    boolean flag(String key, boolean otherwise) throws InvalidScenarioException {
        return has(key) ? read(key, "true or false", () -> config.getBoolean(key)) : otherwise;
    }

    long whole(String key, long otherwise, long least, long most) throws InvalidScenarioException {
        long value = has(key) ? read(key, "a whole number", () -> config.getLong(key)) : otherwise;
        if (has(key) && (value < least || value > most)) {
            throw wrong(key, "must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    double number(String key, double otherwise, double least, double most) throws InvalidScenarioException {
        double value = has(key) ? read(key, "a number", () -> config.getDouble(key)) : otherwise;
        if (has(key) && !(value >= least && value <= most)) {
            throw wrong(key, "must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    Duration time(String key, Duration otherwise, Duration least) throws InvalidScenarioException {
        Duration value = has(key) ? read(key, "a time, such as 30s", () -> config.getDuration(key)) : otherwise;
        if (has(key) && value.compareTo(least) < 0) {
            throw wrong(key, "must be at least " + least.toMillis() + "ms");
        }
        return value;
    }

    /** Bytes, such as {@code 50kB}. */
    double bytes(String key) throws InvalidScenarioException {
        return has(key) ? read(key, "bytes, such as 50kB", () -> (double) config.getBytes(key)) : 0;
    }

    /** One of some words. */
    String oneOf(String key, String otherwise, List<String> words) throws InvalidScenarioException {
        String word = text(key, otherwise);
        if (!words.contains(word)) {
            String nearest = Spelling.nearest(word, words);
            throw wrong(
                    key,
                    "cannot be \"" + word + "\": "
                            + (nearest.isEmpty()
                                    ? "it is one of " + String.join(", ", words)
                                    : "did you mean " + nearest + "?"));
        }
        return word;
    }

    List<String> texts(String key) throws InvalidScenarioException {
        return has(key) ? read(key, "a list of strings", () -> config.getStringList(key)) : List.of();
    }

    /** The objects of a list, or the one object in place of it. */
    List<? extends ConfigObject> objects(String key) throws InvalidScenarioException {
        if (!has(key)) {
            return List.of();
        }
        return config.getValue(key).valueType() == ConfigValueType.OBJECT
                ? List.of(config.getObject(key))
                : read(key, "a list of objects", () -> config.getObjectList(key));
    }

    /** The objects of an object, by name. */
    Map<String, ConfigObject> named(String key) throws InvalidScenarioException {
        Map<String, ConfigObject> all = new TreeMap<>();
        if (!has(key)) {
            return all;
        }
        ConfigObject object = read(key, "an object", () -> config.getObject(key));
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (!(entry.getValue() instanceof ConfigObject inner)) {
                throw wrong(entry.getValue(), inside(key) + "." + entry.getKey() + " must be an object");
            }
            all.put(entry.getKey(), inner);
        }
        return all;
    }

    /** Values by name, as they are. */
    Map<String, Object> values(String key) throws InvalidScenarioException {
        return has(key) ? read(key, "an object", () -> config.getObject(key).unwrapped()) : Map.of();
    }

    /** That something is wrong with a key. */
    InvalidScenarioException wrong(String key, String sentence) {
        ConfigValue at = config.hasPath(key) ? config.getValue(key) : config.root();
        return wrong(at, inside(key) + " " + sentence);
    }

    private <T> T read(String key, String wanted, Supplier<T> value) throws InvalidScenarioException {
        try {
            return Objects.requireNonNull(value.get());
        } catch (ConfigException e) {
            throw wrong(key, "must be " + wanted);
        }
    }

    private String inside(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static InvalidScenarioException wrong(ConfigValue at, String sentence) {
        return new InvalidScenarioException(at.origin().description() + ": " + sentence);
    }
}
