package dev.tickwire.server;

import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.config.LoadedConfig;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.log.ProcessLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tickwire serve}: runs a server until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the server, with the sample pages, until it is interrupted.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Mixin
    private GamesOption games = new GamesOption();

    @Mixin
    private Streams streams = new Streams();

    @Override
    public Integer call() throws Exception {
        PrintWriter err = streams.err();
        ConfigSource source;
        LoadedConfig loaded;
        try {
            source = new ConfigSource(options.config(), options.settings(), games.names(), options.webRoots());
            loaded = ConfigReader.load(source, new ConfigFiles());
        } catch (IOException e) {
            err.println(e.getMessage());
            return Main.UNUSABLE;
        } catch (InvalidConfigException e) {
            err.println(String.join(System.lineSeparator(), e.problems()));
            return Main.UNUSABLE;
        }
        ServerConfig read = loaded.server();
        ProcessLog.use(read.log());
        loaded.files().missingIncludes().forEach(sentence -> LOG.warn("the config: {}", sentence));
        return new Serving(new TickwireServer(read), read, err).run(server -> follow(server, source, loaded));
    }

    /** Lets the server follow the files that it was made of. */
    private void follow(TickwireServer server, ConfigSource source, LoadedConfig loaded) {
        GamesReload reload = games.reload(source, server.rooms(), loaded.server());
        if (reload != null) {
            server.setGames(reload);
            reload.start();
        }
        if (options.config() != null) {
            new ConfigWatch(source, loaded, server, reload == null ? GamesOption::classes : reload::classes).start();
        }
    }
}
