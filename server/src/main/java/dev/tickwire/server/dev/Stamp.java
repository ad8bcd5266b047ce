package dev.tickwire.server.dev;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** By what it is noticed that a file has been written. */
record Stamp(long modifiedNanos, long bytes) {
    static Stamp of(BasicFileAttributes file) {
        return new Stamp(file.lastModifiedTime().to(TimeUnit.NANOSECONDS), file.size());
    }
}
