package dev.tickwire.client.swarm;

import dev.tickwire.simulation.games.Games;
import dev.tickwire.simulation.world.Game;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The games whose brains the swarm has: the built-in ones, and those of a jar or of a directory of classes. */
final class GameBook {
    private static final List<String> BUILT_IN = List.of("arena", "walkers", "whiteboard");
    private static final String CLASS = ".class";

    private GameBook() {}

    /**
     * What makes each of them.
     *
     * @param path null: the built-in ones only
     * @throws IllegalArgumentException with the end of a sentence, if the path cannot be used
     */
    static List<Supplier<Game>> of(@Nullable Path path) {
        ClassLoader own = GameBook.class.getClassLoader();
        List<Supplier<Game>> games = new ArrayList<>();
        if (path != null) {
            ClassLoader classes = loader(path, own);
            List<String> names = classNames(path).stream()
                    .filter(name -> isGame(name, classes))
                    .toList();
            if (names.isEmpty()) {
                throw new IllegalArgumentException(path + " has no public class that extends " + Game.class.getName());
            }
            names.forEach(name -> games.add(Games.find(name, classes)));
        }
        BUILT_IN.forEach(name -> games.add(Games.find(name, own)));
        return games;
    }

    private static ClassLoader loader(Path path, ClassLoader own) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(path + " does not exist");
        }
        try {
            return new URLClassLoader(new URL[] {path.toUri().toURL()}, own);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path + " is no path", e);
        }
    }

    private static List<String> classNames(Path path) {
        try {
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    return className(files.map(file -> path.relativize(file).toString()));
                }
            }
            try (JarFile jar = new JarFile(path.toFile())) {
                return className(jar.stream().map(entry -> entry.getName()));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " is neither a jar nor a directory of classes", e);
        }
    }

    private static List<String> className(Stream<String> files) {
        return files.filter(file -> file.endsWith(CLASS) && !file.startsWith("META-INF"))
                .map(file -> file.substring(0, file.length() - CLASS.length())
                        .replace(File.separatorChar, '.')
                        .replace('/', '.'))
                .sorted()
                .toList();
    }

    private static boolean isGame(String name, ClassLoader classes) {
        try {
            Class<?> type = Class.forName(name, false, classes);
            return Game.class.isAssignableFrom(type)
                    && Modifier.isPublic(type.getModifiers())
                    && !Modifier.isAbstract(type.getModifiers())
                    && Stream.of(type.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
