package dev.tickwire.server.config;

import dev.tickwire.server.swap.SwapSettings;

/** Reads how rooms change to other rules. */
final class SwapReader {
    private SwapReader() {}

    static SwapSettings read(Section games, Section swap) {
        SwapSettings read = new SwapSettings(
                games.word("watch").equals("on"), swap.integer("trialTicks"), swap.millis("watchTime"));
        games.end();
        swap.end();
        return read;
    }
}
