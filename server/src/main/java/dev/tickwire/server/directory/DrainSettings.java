package dev.tickwire.server.directory;

import dev.tickwire.server.settings.Settings;

/**
 * How a server ends that is told to.
 *
 * @param seconds for how long its rooms may go on; 0: they end at once
 * @param message what the people in them are told
 */
public record DrainSettings(int seconds, String message) {
    public static final int MOST_SECONDS = (int) Settings.of("drain.seconds").most();
}
