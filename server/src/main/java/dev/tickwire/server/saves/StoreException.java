package dev.tickwire.server.saves;

/** The database cannot be used at the moment; the message is a sentence for who runs the server. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    public StoreException(String sentence) {
        super(sentence);
    }
}
