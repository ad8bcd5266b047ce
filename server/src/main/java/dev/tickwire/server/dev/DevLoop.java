package dev.tickwire.server.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds a game each time that its files have changed. One thread uses it. */
public final class DevLoop {
    private final Project project;
    private final @Nullable Path config;
    private final JavaBuild java;
    private final RulesDesk rules;
    private final Board board;
    private final Consumer<String> terminal;
    private final Path work;
    private final Looks looks;
    private final Deque<Path> builds = new ArrayDeque<>();
    private int number;

    /**
     * A loop that takes the files as they are now for known.
     *
     * @param config of the server; null: there is none
     * @param terminal is told what is wrong
     * @param work a directory for what is built
     */
    public DevLoop(
            Project project,
            @Nullable Path config,
            JavaBuild java,
            RulesDesk rules,
            Board board,
            Consumer<String> terminal,
            Path work)
            throws IOException {
        this.project = project;
        this.config = config;
        this.java = java;
        this.rules = rules;
        this.board = board;
        this.terminal = terminal;
        this.work = work;
        looks = new Looks(files());
    }

    private Map<Path, Stamp> files() throws IOException {
        Map<Path, Stamp> files = project.look();
        if (config != null && Files.isRegularFile(config)) {
            files.put(config, Stamp.of(Files.readAttributes(config, BasicFileAttributes.class)));
        }
        return files;
    }

    /** Whether anything has changed, and is no longer being written. */
    public boolean hasChanged() throws IOException {
        return !looks.changed(files()).isEmpty();
    }

    /** Looks once; the classes of a game that has changed, and can be tried; null: there are none. */
    public @Nullable Path look() throws IOException {
        Set<Path> changed = looks.changed(files());
        if (changed.stream().anyMatch(project::isOfPages)) {
            board.changedPages();
        }
        return changed.stream().anyMatch(project::isOfTheGame) ? build() : null;
    }

    /** Compiles the game, and begins with its rules for pages; null: it is wrong, and that was said. */
    public @Nullable Path build() throws IOException {
        Path build = work.resolve(String.valueOf(++number));
        builds.add(build);
        Path classes = build.resolve("classes");
        List<Trouble> troubles = java.compile(project, classes);
        board.built(troubles);
        troubles.forEach(trouble -> terminal.accept(trouble.toString()));
        if (!troubles.isEmpty()) {
            return null;
        }
        rules.begin(classes, build.resolve("rules"), this::compiledRules);
        clean();
        return classes;
    }

    private void compiledRules(List<Trouble> troubles) {
        board.compiledRules(troubles);
        troubles.forEach(trouble -> terminal.accept(trouble.toString()));
    }

    /** Why a game that was built is not played. */
    public void refused(String sentence) {
        board.refused(sentence);
        terminal.accept(sentence);
    }

    /** Removes what was built before the last two. */
    private void clean() throws IOException {
        while (builds.size() > 2 && rules.isUnused(builds.element().resolve("rules"))) {
            delete(builds.remove());
        }
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
