package dev.tickwire.server;

import dev.tickwire.simulation.games.ClassFile;
import dev.tickwire.simulation.world.Game;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipError;

/**
 * Finds the games among the classes of a jar or a directory. It loads no class: most are not games, and some of them
 * may need classes that are not there.
 */
final class GameClasses {
    private static final String GAME = Game.class.getName().replace('.', '/');

    /**
     * Names of the classes that extend {@link Game}, also by way of others, and are not abstract, sorted.
     *
     * @param games those that can be played
     * @param hidden those that cannot, since they are not public
     */
    record Found(List<String> games, List<String> hidden) {}

    private GameClasses() {}

    /** An {@link IOException} with a sentence where {@code path} is not what classes are in. */
    static Found in(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return games(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return games(jar.getPath("/"));
        } catch (ProviderNotFoundException | ZipError e) {
            throw new IOException("is no jar and no directory", e);
        }
    }

    private static Found games(Path root) throws IOException {
        Map<String, ClassFile> classes = new HashMap<>();
        for (Path file : classFiles(root)) {
            ClassFile read = read(file);
            String expected = root.relativize(file).toString().replace('\\', '/');
            if (!expected.equals(read.name() + ".class")) {
                throw new IOException("has " + expected + ", which is the class " + read.javaName()
                        + ": name the directory in which its packages begin");
            }
            classes.put(read.name(), read);
        }
        List<String> games = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        for (ClassFile type : classes.values()) {
            if (!type.isAbstract() && isGame(type, classes)) {
                (type.isPublic() ? games : hidden).add(type.javaName());
            }
        }
        games.sort(null);
        hidden.sort(null);
        return new Found(games, hidden);
    }

    private static List<Path> classFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.getFileName().toString().contains("-info."))
                    .filter(file -> !root.relativize(file).startsWith("META-INF"))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot be read: " + e.getCause(), e);
        }
    }

    private static boolean isGame(ClassFile type, Map<String, ClassFile> classes) {
        ClassFile at = type;
        // A class that is its own ancestor would go round for ever.
        for (int steps = 0; at != null && steps <= classes.size(); steps++) {
            if (at.superclass().equals(GAME)) {
                return true;
            }
            at = classes.get(at.superclass());
        }
        return false;
    }

    private static ClassFile read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
            return ClassFile.read(in);
        } catch (IOException e) {
            throw new IOException("has " + file.getFileName() + ", which cannot be read as a class", e);
        }
    }
}
