package dev.tickwire.proto.recording;

/** Bytes are no recording, or none that this version can read; the message is a sentence for people. */
public final class MalformedRecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedRecordingException(String sentence) {
        super(sentence);
    }

    /** What is wrong. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
