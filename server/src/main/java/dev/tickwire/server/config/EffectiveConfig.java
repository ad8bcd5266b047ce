package dev.tickwire.server.config;

import static dev.tickwire.server.settings.Settings.ROOM_TYPES;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.roomtype.TunableInfo;
import dev.tickwire.server.settings.EffectiveValue;
import dev.tickwire.server.settings.Setting;
import dev.tickwire.server.settings.Settings;
import dev.tickwire.server.values.PlainNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every value that holds, with where it comes from, and what of it differs from the defaults. */
public final class EffectiveConfig {
    private static final String TUNABLES = "tunables";
    /** Longer values push only their own line apart. */
    private static final int WIDEST_VALUE = 32;

    private final List<RoomType> roomTypes;
    private final List<String> missing;
    private final List<EffectiveValue> values = new ArrayList<>();

    /**
     * Of a config that is right.
     *
     * @param all what it has, with room types filled up
     * @param missing a sentence for each include for which there is no file
     */
    EffectiveConfig(Config all, List<RoomType> roomTypes, List<String> missing) {
        this.roomTypes = roomTypes;
        this.missing = missing;
        List<Setting> order = new ArrayList<>(Settings.all());
        addSection("", all.withoutPath(ROOM_TYPES).withoutPath(Settings.ROOM_TYPE_DEFAULTS), order);
        for (RoomType type : roomTypes) {
            String path = ConfigUtil.joinPath(ROOM_TYPES, type.name());
            addSection(path + ".", numbersOf(type, all.getConfig(path)), order);
        }
    }

    /** With numbers where the config leaves them to the game or to another setting. */
    private static Config numbersOf(RoomType type, Config own) {
        Config with = own;
        Map<String, Integer> numbers = Map.of(
                "playerLimit", type.settings().capacity().players(),
                "spectatorLimit", type.settings().capacity().spectators(),
                "bots", type.settings().rates().bots());
        for (Map.Entry<String, Integer> number : numbers.entrySet()) {
            with = with.withValue(
                    number.getKey(),
                    ConfigValueFactory.fromAnyRef(number.getValue())
                            .withOrigin(own.getValue(number.getKey()).origin()));
        }
        return with;
    }

    /** In the order in which settings are declared, and by name in sections whose names are the config's own. */
    private void addSection(String prefix, Config section, List<Setting> order) {
        List<String> paths = new ArrayList<>();
        section.entrySet().forEach(entry -> paths.add(entry.getKey()));
        paths.sort(Comparator.comparingInt((String path) -> order.indexOf(Settings.at(prefix + path)))
                .thenComparing(Comparator.naturalOrder()));
        for (String path : paths) {
            ConfigValue value = section.getValue(path);
            values.add(new EffectiveValue(prefix + path, shown(prefix + path, value), from(value.origin())));
        }
    }

    private static String shown(String path, ConfigValue value) {
        boolean isSecret = LoadedConfig.isSecret(path) && !value.unwrapped().equals("");
        return isSecret ? EffectiveValue.SECRET : Settings.text(value);
    }

    private static String from(ConfigOrigin origin) {
        if (origin.resource() != null) {
            return EffectiveValue.DEFAULT;
        }
        if (origin.filename() != null) {
            return origin.filename() + ":" + origin.lineNumber();
        }
        String description = origin.description();
        if (description.startsWith("--set")) {
            return "--set";
        }
        if (description.startsWith("--games")) {
            return "--games";
        }
        return description.startsWith("env") ? "environment" : EffectiveValue.DEFAULT;
    }

    /** By section and room type. */
    public List<EffectiveValue> values() {
        return List.copyOf(values);
    }

    /** A line for each value. */
    public String asTable() {
        int widest = values.stream()
                .mapToInt(value -> value.setting().length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder();
        for (EffectiveValue value : values) {
            table.append(padded(value.setting(), widest))
                    .append("  ")
                    .append(padded(value.value(), WIDEST_VALUE))
                    .append("  ")
                    .append(value.from())
                    .append('\n');
        }
        return table.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** A list of objects. */
    public String asJson() {
        List<Map<String, String>> fields =
                values.stream().map(EffectiveValue::fields).toList();
        return ConfigValueFactory.fromAnyRef(fields)
                        .render(ConfigRenderOptions.defaults()
                                .setOriginComments(false)
                                .setJson(true))
                + "\n";
    }

    /** What somebody has set to something else than the default: with default, range, and when a change holds. */
    public String differences() {
        StringBuilder lines = new StringBuilder();
        int count = 0;
        for (EffectiveValue value : values) {
            Setting setting = Settings.at(value.setting());
            if (value.isDefault() || setting == null) {
                continue;
            }
            Setting meant = ofGame(value.setting(), setting);
            if (!value.value().equals(meant.initial())) {
                count++;
                lines.append('\n').append(described(value, meant));
            }
        }
        String sum = switch (count) {
            case 0 -> "It is right, and every setting has its default.\n";
            case 1 -> "It is right. 1 setting is not the default:\n";
            default -> "It is right. " + count + " settings are not the default:\n";
        };
        StringBuilder notes = new StringBuilder();
        missing.forEach(sentence -> notes.append("But ").append(sentence).append(".\n"));
        return sum + notes + lines;
    }

    private static String described(EffectiveValue value, Setting setting) {
        boolean isNamed = setting.kind() == Setting.Kind.NAMES;
        return value.setting() + " = " + value.value() + "    " + value.from() + "\n    " + setting.description()
                + "\n    " + (isNamed ? "" : "default " + setting.initial() + "; " + setting.range() + "; ")
                + "a change holds " + setting.effect().words() + "\n";
    }

    /** What the game says of a tunable, which the table of settings cannot know. */
    private Setting ofGame(String path, Setting setting) {
        List<String> names = ConfigUtil.splitPath(path);
        TunableInfo tunable =
                names.size() == 4 && names.get(2).equals(TUNABLES) ? tunable(names.get(1), names.get(3)) : null;
        return tunable == null
                ? setting
                : new Setting(
                        path,
                        Setting.Kind.NUMBER,
                        tunable.min(),
                        tunable.max(),
                        List.of(),
                        tunable.unit(),
                        setting.effect(),
                        PlainNumber.of(tunable.initial()),
                        tunable.text().isEmpty() ? "a number of the game" : tunable.text());
    }

    private @Nullable TunableInfo tunable(String roomType, String name) {
        for (RoomType type : roomTypes) {
            for (TunableInfo tunable : type.tunables()) {
                if (type.name().equals(roomType) && tunable.name().equals(name)) {
                    return tunable;
                }
            }
        }
        return null;
    }
}
