package dev.tickwire.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files that a config was read from, with what they contained: the file itself, and all that it includes, also
 * those that are not there. Two are equal if a config that is read from them is the same. Not thread-safe.
 */
public final class ConfigFiles {
    private final Map<Path, FileContent> contents = new LinkedHashMap<>();
    /** By name, the files of which an include wants one, or more. */
    private final Map<Path, List<Path>> includes = new LinkedHashMap<>();

    /** Notes what a file contains now; called before the file is parsed. */
    void add(Path file) {
        contents.computeIfAbsent(file, FileContent::of);
    }

    /** Notes an include, and what the files contain now that it may be. */
    void include(Path name, List<Path> files) {
        includes.put(name, files);
        files.forEach(this::add);
    }

    /** A sentence for each include for which there is no file: HOCON takes it for an empty one. */
    public List<String> missingIncludes() {
        List<String> missing = new ArrayList<>();
        includes.forEach((name, files) -> {
            if (files.stream()
                    .allMatch(file -> Objects.requireNonNull(contents.get(file)).isMissing())) {
                missing.add("it includes " + name + ", which is not there: nothing of it holds");
            }
        });
        return missing;
    }

    /** The same files, with what they contain now. */
    public ConfigFiles lookAgain() {
        ConfigFiles again = new ConfigFiles();
        contents.keySet().forEach(again::add);
        return again;
    }

    /** A sentence for each file that is there and cannot be read. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        contents.forEach((file, content) -> {
            if (content.problem() != null) {
                problems.add("the config file " + file + " " + content.problem());
            }
        });
        return problems;
    }

    /**
     * A sentence for each file that has lost all its content since {@code before}. That is rarely meant: an editor or a
     * copy that was interrupted leaves such files.
     */
    public List<String> lostSince(ConfigFiles before) {
        List<String> lost = new ArrayList<>();
        contents.forEach((file, content) -> {
            FileContent earlier = before.contents.get(file);
            if (earlier == null || earlier.isMissing() || earlier.isBlank()) {
                return;
            }
            if (content.isMissing()) {
                lost.add("the config file " + file + " is gone: put it back, or take out what includes it");
            } else if (content.isBlank()) {
                lost.add("the config file " + file
                        + " is empty, or has only comments: write {} into it if that is what you want");
            }
        });
        return lost;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigFiles files && contents.equals(files.contents);
    }

    @Override
    public int hashCode() {
        return contents.hashCode();
    }
}
