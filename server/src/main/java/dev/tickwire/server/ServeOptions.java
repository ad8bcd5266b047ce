package dev.tickwire.server;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that run a server. */
final class ServeOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "HOCON file with what differs from the defaults")
    private @Nullable Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on; 0: any free one (default: 8080)")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "address to listen on (default: 127.0.0.1, only this machine; 0.0.0.0: every address of this "
                    + "machine, IPv6 ones too, so that others reach it)")
    private @Nullable String host;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "one setting, over those of the config file")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--web",
            paramLabel = "DIR",
            description = "directory of pages; of several, the first that has a file serves it")
    private List<Path> web = new ArrayList<>();

    @Option(names = "--console", paramLabel = "DIR", description = "directory with the pages of the console")
    private @Nullable Path console;

    @Option(
            names = "--strict",
            description = "checks the rules of all games as they run, and runs each step twice: for development")
    private boolean isStrict;

    @Option(
            names = "--anonymous",
            description = "everybody may join, without a ticket: to be said where others can reach the server")
    private boolean isAnonymous;

    /** Null: none was named. */
    @Nullable
    Path config() {
        return config;
    }

    /**
     * Directories of pages, whatever links and dots lead there; an {@link IOException} with a sentence: one is none.
     */
    List<Path> webRoots() throws IOException {
        List<Path> roots = new ArrayList<>();
        for (Path directory : web) {
            if (!Files.isDirectory(directory)) {
                throw new IOException("--web " + directory + " is not a directory.");
            }
            roots.add(directory.toRealPath());
        }
        return roots;
    }

    /** What all of them come to, as {@code --set} has it. */
    List<String> settings() {
        List<String> all = new ArrayList<>(settings);
        if (isStrict) {
            all.add("roomTypeDefaults.strict=true");
        }
        if (isAnonymous) {
            all.add("roomTypeDefaults.auth.mode=anonymous");
        }
        if (console != null) {
            all.add("admin.pages=" + ConfigUtil.quoteString(console.toString()));
        }
        if (port != null) {
            all.add("http.port=" + port);
        }
        if (host != null) {
            all.add("http.host=\"" + host + "\"");
        }
        return all;
    }
}
