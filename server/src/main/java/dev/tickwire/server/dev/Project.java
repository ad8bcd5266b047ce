package dev.tickwire.server.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a game: one that {@code tickwire new} has written, any other of Maven's layout, or one that simply
 * has the files.
 */
public final class Project {
    private static final String JAVA = ".java";
    /** What is built, or is for builds. */
    private static final List<String> LEFT_OUT = List.of("target", "node_modules", "src/test", "page/node_modules");

    private final Path root;
    private final Path sources;
    private final Path resources;
    private final List<Path> pages;
    private final Set<Path> leftOut;

    private Project(Path root, Path sources, List<Path> pages) {
        this.root = root;
        this.sources = sources;
        this.pages = List.copyOf(pages);
        leftOut = LEFT_OUT.stream().map(root::resolve).collect(Collectors.toUnmodifiableSet());
        resources = root.resolve("src/main/resources");
    }

    /**
     * Finds out what there is; an {@link IOException} with a sentence: no game can be there.
     *
     * @param more directories of pages beside its own
     */
    public static Project in(Path directory, List<Path> more) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + (Files.exists(directory) ? " is a file." : " does not exist.")
                    + " Name the directory of a game; tickwire new NAME makes one.");
        }
        Path root = directory.toRealPath();
        Path maven = root.resolve("src/main/java");
        List<Path> pages = new ArrayList<>();
        Path own = root.resolve("page");
        if (Files.isDirectory(own)) {
            pages.add(own.toRealPath());
        }
        pages.addAll(more);
        Project project = new Project(root, Files.isDirectory(maven) ? maven : root, pages);
        if (project.javaFiles().isEmpty()) {
            throw new IOException(
                    directory + " has no .java files. Name the directory of a game; tickwire new NAME" + " makes one.");
        }
        return project;
    }

    /** Directories of pages; of several, the first that has a file serves it. */
    public List<Path> pages() {
        return pages;
    }

    /** The server's settings for it; null: it has none. Where there are several files for that, the first by name. */
    public @Nullable Path config() throws IOException {
        Path usual = root.resolve("tickwire.conf");
        if (Files.isRegularFile(usual)) {
            return usual;
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    /** All Java files of the game. */
    public List<Path> javaFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        walk(sources, (file, stamp) -> {
            if (file.toString().endsWith(JAVA)) {
                found.add(file);
            }
        });
        found.sort(null);
        return found;
    }

    /** All that is looked at, but for the config, with its stamps. */
    Map<Path, Stamp> look() throws IOException {
        Map<Path, Stamp> files = new HashMap<>();
        for (Path place : new LinkedHashSet<>(places())) {
            walk(place, (file, stamp) -> {
                if (!place.equals(sources) || isOfTheGame(file)) {
                    files.put(file, stamp);
                }
            });
        }
        return files;
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>(pages);
        places.add(resources);
        places.add(sources);
        return places;
    }

    /** Whether a file is one of those of pages. */
    public boolean isOfPages(Path file) {
        return pages.stream().anyMatch(file::startsWith);
    }

    /** Whether a file is compiled, or goes with what is. */
    public boolean isOfTheGame(Path file) {
        return file.startsWith(resources)
                || (file.startsWith(sources) && file.toString().endsWith(JAVA));
    }

    /** As a person knows it. */
    public String name(Path file) {
        return file.startsWith(root) ? root.relativize(file).toString().replace('\\', '/') : file.toString();
    }

    /** Its Java file that ends so, as compilers know it, such as {@code game/Dots.java}; null: it has none. */
    @Nullable
    String named(String javaFile) throws IOException {
        return javaFiles().stream()
                .filter(file -> file.endsWith(javaFile))
                .findFirst()
                .map(this::name)
                .orElse(null);
    }

    /** What pages are given of the rules: as the POM says it to TeaVM, or else by the classes that export rules. */
    public List<RulesModule> rules() throws IOException {
        Path pom = root.resolve("pom.xml");
        List<RulesModule> named = Files.isRegularFile(pom) ? Pom.rules(Files.readString(pom)) : List.of();
        if (!named.isEmpty()) {
            return named;
        }
        List<RulesModule> found = new ArrayList<>();
        for (Path file : javaFiles()) {
            if (RulesModule.isIn(Files.readString(file))) {
                found.add(RulesModule.of(sources.relativize(file)));
            }
        }
        return found;
    }

    /** Copies what the game's classes find beside them. */
    void copyResources(Path into) throws IOException {
        if (!Files.isDirectory(resources)) {
            return;
        }
        try {
            walk(resources, (file, stamp) -> {
                try {
                    Path copy = into.resolve(resources.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private interface Found {
        void file(Path file, Stamp stamp);
    }

    private void walk(Path place, Found found) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean isLeftOut = leftOut.contains(directory) || isHidden(directory);
                return isLeftOut && !directory.equals(place) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    found.file(file, Stamp.of(attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // Editors replace files while they are looked at.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
