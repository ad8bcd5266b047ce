package dev.tickwire.server.config;

import static dev.tickwire.server.config.ConfigMerger.ROOM_TYPES;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.server.roomtype.RoomType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A config that was read and is right, with the values and the files that it comes from. */
public final class LoadedConfig {
    /** What settings are called that nobody is shown. */
    private static final List<String> SECRETS = List.of("secret", "password");

    private static final String HIDDEN = "(hidden)";

    private final ServerConfig server;
    private final Config values;
    private final @Nullable Config valuesOfFile;
    private final ConfigFiles files;

    /**
     * Puts together what was read.
     *
     * @param values all that hold, with room types filled up
     * @param valuesOfFile those that would hold if the command line set nothing; null: the same, or not known
     */
    LoadedConfig(ServerConfig server, Config values, @Nullable Config valuesOfFile, ConfigFiles files) {
        this.server = server;
        this.values = values;
        this.valuesOfFile = valuesOfFile;
        this.files = files;
    }

    public ServerConfig server() {
        return server;
    }

    /** The files that it was read from, with what they contained then. */
    public ConfigFiles files() {
        return files;
    }

    /**
     * Says what changes with the step from another config to this one: a line for each value, with when it holds.
     *
     * @param openRooms how many rooms of each room type are open; none of those that are not in it
     * @return at most some twenty lines; none: every value is as it was
     */
    public List<String> changesSince(LoadedConfig before, Map<String, Integer> openRooms) {
        return new ConfigChanges(before.flat(), flat(), openRooms).lines();
    }

    /** As HOCON that could be a config file. */
    String describe() {
        StringBuilder described = new StringBuilder(render(shown().withoutPath(ROOM_TYPES)));
        described.append(ROOM_TYPES).append(" {\n");
        for (RoomType type : server.roomTypes()) {
            described.append(render(describe(type)).indent(4));
        }
        return described.append("}\n").toString();
    }

    /**
     * With the spectator limit as a number, also where it is set to auto, and the players and bots that there can be.
     */
    private Config describe(RoomType type) {
        int players = type.settings().capacity().players();
        int spectators = type.settings().capacity().spectators();
        int bots = type.settings().rates().bots();
        return shown().getConfig(ROOM_TYPES)
                .withOnlyPath(type.name())
                .withValue(
                        ConfigUtil.joinPath(type.name(), "spectatorLimit"), ConfigValueFactory.fromAnyRef(spectators))
                .withValue(ConfigUtil.joinPath(type.name(), "playerLimit"), ConfigValueFactory.fromAnyRef(players))
                .withValue(ConfigUtil.joinPath(type.name(), "bots"), ConfigValueFactory.fromAnyRef(bots));
    }

    /** The values, without those that are secret. */
    private Config shown() {
        Config shown = values;
        for (Map.Entry<String, ConfigValue> one : values.entrySet()) {
            boolean isSet = !one.getValue().unwrapped().equals("");
            if (isSet && isSecret(one.getKey())) {
                shown = shown.withValue(one.getKey(), ConfigValueFactory.fromAnyRef(HIDDEN));
            }
        }
        return shown;
    }

    /** Whether nobody is shown the value of a setting. */
    static boolean isSecret(String path) {
        return SECRETS.stream().anyMatch(name -> path.endsWith("." + name));
    }

    /** Whether a setting as it is written, in whatever form, may say one of these. */
    static boolean maySaySecret(String setting) {
        return SECRETS.stream().anyMatch(setting.toLowerCase(Locale.ROOT)::contains);
    }

    private FlatConfig flat() {
        return new FlatConfig(
                FlatConfig.textsOf(values),
                valuesOfFile == null ? Map.of() : FlatConfig.textsOf(valuesOfFile),
                server.roomTypes().stream().map(RoomType::name).toList());
    }

    /** As HOCON; the library sorts it by name. */
    private static String render(Config config) {
        return config.root()
                .render(ConfigRenderOptions.defaults()
                        .setOriginComments(false)
                        .setComments(false)
                        .setJson(false));
    }
}
