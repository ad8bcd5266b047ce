package dev.tickwire.server.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a config comes from.
 *
 * @param file null: there is none, only the defaults
 * @param settings what the command line sets, as {@code path=value}; they hold over the file's
 * @param games classes that get a room type each, unless a file has room types or a setting names them
 * @param webRoots directories of pages, real paths; a file is looked for in one after the other
 */
public record ConfigSource(@Nullable Path file, List<String> settings, List<String> games, List<Path> webRoots) {
    public ConfigSource {
        settings = List.copyOf(settings);
        games = List.copyOf(games);
        webRoots = List.copyOf(webRoots);
    }
}
