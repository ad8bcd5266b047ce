package dev.tickwire.server.config;

import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.room.Notice;

/** Reads how the server ends. */
final class DrainReader {
    private DrainReader() {}

    static DrainSettings read(Section drain) {
        String message = drain.text("message");
        if (!Notice.isSayable(message)) {
            drain.complain("message", Notice.RULE);
        }
        DrainSettings read = new DrainSettings(drain.integer("seconds"), message, drain.flag("keep"));
        drain.end();
        return read;
    }
}
