package dev.tickwire.server.config;

import dev.tickwire.server.api.ApiSettings;
import java.util.Set;
import java.util.TreeSet;

/** Reads what the API asks for and lets backends say. No sentence of it has a secret in it. */
final class ApiReader {
    private static final int MOST_LABELS = 16;
    private static final String LABEL = "[a-zA-Z][a-zA-Z0-9_]{0,31}";

    private ApiReader() {}

    static ApiSettings read(Section section) {
        Set<String> labels = new TreeSet<>(section.texts("labels"));
        ApiSettings read = new ApiSettings(SecretReader.read(section, "TICKWIRE_API_SECRET"), labels);
        section.end();
        if (labels.size() > MOST_LABELS || !labels.stream().allMatch(label -> label.matches(LABEL))) {
            section.complain(
                    "labels",
                    "must be up to " + MOST_LABELS
                            + " names of a letter and up to 31 letters, digits and _, such as region");
        }
        return read;
    }
}
