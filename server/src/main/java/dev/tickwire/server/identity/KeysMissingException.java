package dev.tickwire.server.identity;

/** No keys could be fetched yet: nobody can be checked. */
final class KeysMissingException extends Exception {
    private static final long serialVersionUID = 1;

    KeysMissingException(String where) {
        super("no keys came from " + where + " yet");
    }
}
