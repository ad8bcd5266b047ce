package dev.tickwire.server;

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
    private static final int ACC_PUBLIC = 0x0001;
    private static final int ACC_ABSTRACT = 0x0400;

    /** What a class file says of itself; names are as in it, with slashes. */
    private record ClassFile(String name, String superclass, int flags) {
        boolean canBePlayed() {
            return (flags & ACC_PUBLIC) != 0 && (flags & ACC_ABSTRACT) == 0;
        }
    }

    private GameClasses() {}

    /**
     * Names of the public classes that extend {@link Game}, also by way of others, sorted. An {@link IOException} with
     * a sentence where {@code path} is not what classes are in.
     */
    static List<String> in(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return games(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return games(jar.getPath("/"));
        } catch (ProviderNotFoundException | ZipError e) {
            throw new IOException("is no jar and no directory", e);
        }
    }

    private static List<String> games(Path root) throws IOException {
        Map<String, ClassFile> classes = new HashMap<>();
        for (Path file : classFiles(root)) {
            ClassFile read = read(file);
            String expected = root.relativize(file).toString().replace('\\', '/');
            if (!expected.equals(read.name + ".class")) {
                throw new IOException("has " + expected + ", which is the class " + read.name.replace('/', '.')
                        + ": name the directory in which its packages begin");
            }
            classes.put(read.name, read);
        }
        List<String> games = new ArrayList<>();
        for (ClassFile type : classes.values()) {
            if (type.canBePlayed() && isGame(type, classes)) {
                games.add(type.name.replace('/', '.'));
            }
        }
        games.sort(null);
        return games;
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
            if (at.superclass.equals(GAME)) {
                return true;
            }
            at = classes.get(at.superclass);
        }
        return false;
    }

    /** Reads as far as the superclass, by the Java Virtual Machine Specification, chapter 4. */
    private static ClassFile read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
            if (in.readInt() != 0xCAFEBABE) {
                throw new IOException("no class");
            }
            in.readInt();
            int count = in.readUnsignedShort();
            String[] texts = new String[count];
            int[] classes = new int[count];
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts[i] = in.readUTF();
                    case 7 -> classes[i] = in.readUnsignedShort();
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("no class");
                }
            }
            int flags = in.readUnsignedShort();
            String name = texts[classes[in.readUnsignedShort()]];
            String superclass = texts[classes[in.readUnsignedShort()]];
            return new ClassFile(String.valueOf(name), String.valueOf(superclass), flags);
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("has " + file.getFileName() + ", which cannot be read as a class", e);
        }
    }
}
