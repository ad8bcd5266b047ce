package dev.tickwire.server.config;

import static dev.tickwire.server.settings.Settings.ROOM_TYPES;
import static dev.tickwire.server.settings.Settings.ROOM_TYPE_DEFAULTS;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a config together from the command line, a file and the defaults; nothing is validated here. */
final class ConfigMerger {
    private static final String GAMES_ORIGIN = "--games: ";

    private ConfigMerger() {}

    /** Parses a file and what it includes, and notes all of them in {@code files}. */
    static Config parse(Path file, ConfigFiles files) throws InvalidConfigException {
        files.add(file);
        if (!Files.exists(file)) {
            throw new InvalidConfigException(List.of("the config file " + file + " does not exist"));
        }
        refuse(files.problems());
        Config parsed;
        try {
            parsed = ConfigFactory.parseFile(
                    file.toFile(),
                    ConfigParseOptions.defaults().setAllowMissing(false).setIncluder(new IncludeRecorder(files)));
        } catch (ConfigException e) {
            refuse(files.problems());
            throw invalid(e);
        }
        // The library takes an included file that cannot be read for one that is not there.
        refuse(files.problems());
        return parsed;
    }

    private static void refuse(List<String> problems) throws InvalidConfigException {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    /** What holds: {@code ofSettings} over {@code ofFile} over the defaults, with room types filled up. */
    static Config merge(Config ofFile, Config ofSettings, List<String> games) throws InvalidConfigException {
        try {
            Config own = ofSettings.withFallback(ofFile);
            boolean fileHasRoomTypes = ofFile.root().containsKey(ROOM_TYPES);
            Config under = fileHasRoomTypes
                    ? Settings.shipped().withoutPath(ROOM_TYPES)
                    : withGames(Settings.shipped(), games, ofSettings);
            Config merged = own.withFallback(under).resolve();
            return withRoomTypeDefaults(
                    merged, fileHasRoomTypes ? roomTypesOf(ofFile, merged) : under.getValue(ROOM_TYPES));
        } catch (ConfigException e) {
            throw invalid(e);
        }
    }

    /**
     * Adds a room type for each game that no setting names; it is named after the class, and takes the place of a
     * sample of that name.
     */
    private static Config withGames(Config defaults, List<String> games, Config settings)
            throws InvalidConfigException {
        Map<String, String> named = new LinkedHashMap<>();
        Config with = defaults;
        for (String game : games) {
            if (isNamed(game, settings)) {
                continue;
            }
            String name = game.substring(Math.max(game.lastIndexOf('.'), game.lastIndexOf('$')) + 1)
                    .toLowerCase(Locale.ROOT);
            String other = named.put(name, game);
            if (other != null) {
                throw new InvalidConfigException(List.of(GAMES_ORIGIN + other + " and " + game
                        + " would both be the room type " + name + ": name one with --set roomTypes.NAME.game=CLASS"));
            }
            with = with.withValue(
                    ConfigUtil.joinPath(ROOM_TYPES, name),
                    ConfigValueFactory.fromMap(Map.of("game", game), GAMES_ORIGIN));
        }
        return with;
    }

    private static boolean isNamed(String game, Config settings) {
        return settings.root().get(ROOM_TYPES) instanceof ConfigObject types
                && types.values().stream()
                        .anyMatch(type -> type instanceof ConfigObject fields
                                && fields.get("game") != null
                                && game.equals(fields.get("game").unwrapped()));
    }

    /**
     * What only the file says about room types, with its lines; null: nothing. The library cannot resolve one config
     * with another ({@code resolveWith}) if a value falls back to the one before it, as in {@code x = 1, x = ${?X}}.
     */
    private static @Nullable ConfigValue roomTypesOf(Config file, Config merged) {
        try {
            return file.withFallback(merged.withoutPath(ROOM_TYPES))
                    .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true))
                    .root()
                    .get(ROOM_TYPES);
        } catch (ConfigException.NotResolved e) {
            return null;
        }
    }

    /** Parses what the command line sets; the last holds over the first. */
    static Config parse(List<String> settings) throws InvalidConfigException {
        Config all = ConfigFactory.empty();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new InvalidConfigException(
                        List.of("--set " + setting + ": write --set path=value, such as --set http.port=80"));
            }
            try {
                Config one = ConfigFactory.parseString(
                        setting, ConfigParseOptions.defaults().setOriginDescription(origin(setting)));
                all = one.withFallback(all);
            } catch (ConfigException e) {
                throw new InvalidConfigException(List.of(origin(setting) + " cannot be read as path=value"));
            }
        }
        return all;
    }

    /** Where a setting comes from, as sentences say it: secrets are in none. */
    private static String origin(String setting) {
        return "--set "
                + (LoadedConfig.maySaySecret(setting) ? setting.substring(0, setting.indexOf('=') + 1) + "…" : setting);
    }

    /**
     * Fills room types up; each keeps its place in {@code base}, the file or the defaults, whatever is set over it,
     * because their order counts.
     */
    private static Config withRoomTypeDefaults(Config merged, @Nullable ConfigValue base) {
        ConfigValue types = merged.root().get(ROOM_TYPES);
        ConfigValue defaults = merged.root().get(ROOM_TYPE_DEFAULTS);
        if (!(types instanceof ConfigObject named) || !(defaults instanceof ConfigObject)) {
            return merged;
        }
        ConfigObject filled = named;
        for (Map.Entry<String, ConfigValue> type : named.entrySet()) {
            if (type.getValue() instanceof ConfigObject own) {
                ConfigValue before = base instanceof ConfigObject all ? all.get(type.getKey()) : null;
                filled = filled.withValue(
                        type.getKey(),
                        own.withFallback(defaults).withOrigin(before == null ? own.origin() : before.origin()));
            }
        }
        return merged.withValue(ROOM_TYPES, filled);
    }

    /** What the library says, with file and line as everywhere else, and without its advice to programmers. */
    private static InvalidConfigException invalid(ConfigException e) {
        return new InvalidConfigException(List.of(String.valueOf(e.getMessage())
                .replaceFirst("^(.*): (\\d+): ", "$1:$2: ")
                .replaceFirst(" \\(if you .*\\)$", "")));
    }
}
