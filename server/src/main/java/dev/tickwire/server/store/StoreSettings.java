package dev.tickwire.server.store;

import java.nio.file.Path;

/**
 * How rooms are kept.
 *
 * @param isAsked whether the directory is more than a default: a server that cannot have it does not start
 * @param syncMillis what comes in this time before a crash may be lost
 */
public record StoreSettings(Path directory, boolean isAsked, long syncMillis) {}
