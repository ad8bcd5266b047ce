package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.List;

/** Which processors a server and the load may use: words that come before their commands. */
record Pinning(List<String> server, List<String> load) {
    /** All of them, both. */
    static final Pinning NONE = new Pinning(List.of(), List.of());

    /** One for the server, and the others for the load; with less than two, there is nothing to share. */
    static Pinning oneCore(int processors) {
        return processors < 2
                ? NONE
                : new Pinning(
                        List.of("taskset", "--cpu-list", "0"),
                        List.of("taskset", "--cpu-list", "1-" + (processors - 1)));
    }

    static List<String> before(List<String> words, List<String> command) {
        List<String> all = new ArrayList<>(words);
        all.addAll(command);
        return all;
    }
}
