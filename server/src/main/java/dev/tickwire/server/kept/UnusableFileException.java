package dev.tickwire.server.kept;

/** A file that the server keeps cannot be used; the message is a sentence for whoever starts the server. */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableFileException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
