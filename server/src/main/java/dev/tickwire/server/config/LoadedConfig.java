package dev.tickwire.server.config;

import com.typesafe.config.Config;
import dev.tickwire.server.roomtype.RoomType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A config that was read and is right, with the values and the files that it comes from. */
public final class LoadedConfig {
    /** What settings are called that nobody is shown. */
    private static final List<String> SECRETS = List.of("secret", "password");

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
     * Says what changes with the step from another config to this one: a line for each value, with when it holds, and
     * which of the open rooms keep the old one.
     *
     * @return at most some twenty lines; none: every value is as it was
     */
    public List<String> changesSince(LoadedConfig before, List<OpenRoom> openRooms) {
        return new ConfigChanges(before.flat(), flat(), openRooms).lines();
    }

    /** Every value that holds, without secrets. */
    public EffectiveConfig effective() {
        return new EffectiveConfig(values, server.roomTypes(), files.missingIncludes());
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
}
