package dev.tickwire.server.config;

/** Reads the secrets that the API asks for, and knows how long any must be. No sentence of it has a secret in it. */
final class SecretReader {
    static final int LEAST_CHARS = 32;

    private SecretReader() {}

    /** The {@code secret} of a section; empty: there is none. */
    static String read(Section section, String variable) {
        String secret = section.text("secret");
        if (!secret.isEmpty() && secret.length() < LEAST_CHARS) {
            section.complain(
                    "secret",
                    "must have at least " + LEAST_CHARS + " characters: better from the environment, as in secret = ${?"
                            + variable + "}, made with openssl rand -hex 32");
        }
        return secret;
    }
}
