package dev.tickwire.server.directory;

import dev.tickwire.server.settings.Settings;

/**
 * How a server ends that is told to.
 *
 * @param seconds for how long its rooms may go on; 0: they end at once
 * @param message what the people in them are told
 * @param keep whether rooms come back though their type keeps nothing
 */
public record DrainSettings(int seconds, String message, boolean keep) {
    public static final int MOST_SECONDS = (int) Settings.of("drain.seconds").most();
}
