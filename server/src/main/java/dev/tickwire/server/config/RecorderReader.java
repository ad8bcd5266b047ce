package dev.tickwire.server.config;

import dev.tickwire.server.recording.RecorderSettings;
import dev.tickwire.server.store.StoreSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads how rooms are recorded and kept. */
final class RecorderReader {
    private static final double MILLIS_PER_SECOND = 1_000;

    private RecorderReader() {}

    static RecorderSettings read(Section section) {
        RecorderSettings read = new RecorderSettings(
                section.millis("keep") / MILLIS_PER_SECOND,
                section.bytes("memory"),
                directory(section),
                section.integer("files"));
        section.end();
        return read;
    }

    static StoreSettings readStore(Section section) {
        StoreSettings read =
                new StoreSettings(directory(section), !section.isShipped("directory"), section.millis("syncEvery"));
        section.end();
        return read;
    }

    private static Path directory(Section section) {
        String directory = section.text("directory");
        try {
            return Path.of(directory);
        } catch (InvalidPathException e) {
            section.complain("directory", "is no path: " + e.getReason());
            return Path.of("");
        }
    }
}
