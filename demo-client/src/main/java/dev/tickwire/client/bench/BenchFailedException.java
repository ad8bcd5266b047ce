package dev.tickwire.client.bench;

/** Something could not be measured; the message is a sentence for people, without its full stop. */
final class BenchFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    BenchFailedException(String sentence) {
        super(sentence);
    }
}
