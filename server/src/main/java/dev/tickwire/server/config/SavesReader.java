package dev.tickwire.server.config;

import dev.tickwire.server.saves.SavesSettings;
import java.util.Locale;

/** Reads where players' rows are kept. No sentence of it has a secret in it. */
final class SavesReader {

    private SavesReader() {}

    static SavesSettings read(Section section) {
        SavesSettings read = new SavesSettings(
                section.text("url"),
                section.text("user"),
                section.text("password"),
                section.millis("saveEvery"),
                SecretReader.read(section, "TICKWIRE_SAVES_SECRET"));
        section.end();
        if (read.url().toLowerCase(Locale.ROOT).contains("password=")) {
            section.complain("url", "must not have a password in it: it is shown; set password");
        } else if (!SavesSettings.isKnown(read.url())) {
            section.complain(
                    "url",
                    "must be like jdbc:sqlite:players.db or jdbc:postgresql://db.example.org/game, not " + read.url());
        }
        return read;
    }
}
