package dev.tickwire.server.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes which files a config includes, also those that are not there, and leaves the rest to the library. */
final class IncludeRecorder implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    /** The library tries them one after the other where an include has none of them. */
    private static final List<String> ENDINGS = List.of(".conf", ".json", ".properties");

    private final ConfigFiles files;
    private final @Nullable ConfigIncluder library;

    IncludeRecorder(ConfigFiles files) {
        this(files, null);
    }

    private IncludeRecorder(ConfigFiles files, @Nullable ConfigIncluder library) {
        this.files = files;
        this.library = library;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return new IncludeRecorder(files, fallback);
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        URL url = urlOf(what);
        if (url != null) {
            add(url);
        } else {
            add(directoryOf(context), what);
        }
        return library(ConfigIncluder.class).include(context, what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        add(Path.of(""), what.getPath());
        return library(ConfigIncluderFile.class).includeFile(context, what);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        add(what);
        return library(ConfigIncluderURL.class).includeURL(context, what);
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return library(ConfigIncluderClasspath.class).includeResources(context, what);
    }

    private <T> T library(Class<T> kind) {
        if (!kind.isInstance(library)) {
            throw new IllegalStateException("the library sets its own includer before it parses");
        }
        return kind.cast(library);
    }

    private void add(Path directory, String name) {
        try {
            // An absolute path stays what it is.
            Path file = directory.resolve(name);
            boolean isWhole = ENDINGS.stream().anyMatch(name::endsWith);
            files.include(
                    file,
                    isWhole
                            ? List.of(file)
                            : ENDINGS.stream()
                                    .map(ending -> Path.of(file + ending))
                                    .toList());
        } catch (InvalidPathException e) {
            // There is no such file, and there never will be.
        }
    }

    private void add(URL url) {
        try {
            if (url.getProtocol().equals("file")) {
                files.add(Path.of(url.toURI()));
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // The library says what is wrong with it.
        }
    }

    private static @Nullable URL urlOf(String what) {
        try {
            return new URL(what);
        } catch (MalformedURLException e) {
            return null;
        }
    }

    /** Where the file is that includes another; empty: in the working directory. */
    private static Path directoryOf(ConfigIncludeContext context) {
        // The library does not say what file it is in, but finds those beside it, of which the dot is always there.
        ConfigParseable dot = context.relativeTo(".");
        String found = dot == null ? null : dot.origin().filename();
        Path parent = found == null ? null : Path.of(found).getParent();
        return parent == null ? Path.of("") : parent;
    }
}
