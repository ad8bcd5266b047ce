package dev.tickwire.server.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.tickwire.server.values.PlainNumber;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is. What it may be and when it holds is declared in {@link Declarations}; its default and what it
 * does is in the defaults that are shipped, which a config is read over. That both have the same names is checked when
 * this class is loaded.
 */
public final class Settings {
    public static final String ROOM_TYPES = "roomTypes";
    /** What holds in room types that do not say otherwise; settings of room types are found by this path. */
    public static final String ROOM_TYPE_DEFAULTS = "roomTypeDefaults";

    private static final Config SHIPPED = ConfigFactory.parseResources(
            Settings.class.getClassLoader(),
            "tickwire-defaults.conf",
            ConfigParseOptions.defaults().setAllowMissing(false));
    private static final Map<String, Setting> BY_PATH = read();

    private Settings() {}

    /** The config under every config, with the samples. */
    public static Config shipped() {
        return SHIPPED;
    }

    /** All of them, in the order in which they are declared. */
    public static Collection<Setting> all() {
        return BY_PATH.values();
    }

    /** The one at a path as it is declared; an {@link IllegalArgumentException} if there is none. */
    public static Setting of(String path) {
        Setting setting = BY_PATH.get(path);
        if (setting == null) {
            throw new IllegalArgumentException("no setting is declared at " + path);
        }
        return setting;
    }

    /** That of a room type, by its name there: {@code interest.mode}. */
    public static Setting ofRoomType(String name) {
        return of(ROOM_TYPE_DEFAULTS + "." + name);
    }

    /**
     * The one that says what may be at a path of a config: also within a room type, and in a section whose names are
     * the config's own. Null: there is none.
     */
    public static @Nullable Setting at(String pathInConfig) {
        List<String> names = ConfigUtil.splitPath(pathInConfig);
        if (names.size() > 2 && names.get(0).equals(ROOM_TYPES)) {
            return at(ROOM_TYPE_DEFAULTS, names.subList(2, names.size()));
        }
        return at(names.get(0), names.subList(1, names.size()));
    }

    private static @Nullable Setting at(String first, List<String> names) {
        String path = first;
        for (String name : names) {
            path += "." + name;
            Setting setting = BY_PATH.get(path);
            if (setting != null) {
                return setting;
            }
        }
        return null;
    }

    private static Map<String, Setting> read() {
        Map<String, ConfigValue> shipped = new LinkedHashMap<>();
        collect("", SHIPPED.root().withoutKey(ROOM_TYPES), shipped);
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Setting declared : Declarations.ALL) {
            ConfigValue value = shipped.remove(declared.path());
            if (value == null) {
                throw new IllegalStateException("no default is shipped for " + declared.path());
            }
            settings.put(declared.path(), complete(declared, value));
        }
        if (!shipped.isEmpty()) {
            throw new IllegalStateException("not declared: " + shipped.keySet());
        }
        return settings;
    }

    private static void collect(String path, ConfigObject object, Map<String, ConfigValue> leaves) {
        object.forEach((key, value) -> {
            String inner = path.isEmpty() ? key : path + "." + key;
            if (value instanceof ConfigObject section && !section.isEmpty()) {
                collect(inner, section, leaves);
            } else {
                leaves.put(inner, value);
            }
        });
    }

    private static Setting complete(Setting declared, ConfigValue shipped) {
        List<String> comments = shipped.origin().comments();
        String description =
                comments.isEmpty() ? "" : comments.get(comments.size() - 1).strip();
        return new Setting(
                declared.path(),
                declared.kind(),
                declared.least(),
                declared.most(),
                declared.words(),
                declared.unit(),
                declared.effect(),
                text(shipped),
                description);
    }

    /** A value as a person would write it in a config, in one line. */
    public static String text(ConfigValue value) {
        if (value.valueType() == ConfigValueType.NUMBER && value.unwrapped() instanceof Number number) {
            return PlainNumber.of(number.doubleValue());
        }
        if (value.unwrapped() instanceof String string && string.matches("[\\p{Graph}&&[^\"]]+( \\p{Graph}+)?")) {
            return string;
        }
        return value.render(ConfigRenderOptions.concise());
    }
}
