package dev.tickwire.server.config;

import java.util.List;

/** A config that cannot be used: a sentence for each thing that is wrong with it, with its file and line. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the order of the config. */
    public List<String> problems() {
        return problems;
    }
}
