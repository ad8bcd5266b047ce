package dev.tickwire.proto.recording;

import java.util.List;

/** Numbers that are read one after the other. */
final class Numbers {
    private final List<Integer> all;
    private int read;

    Numbers(List<Integer> all) {
        this.all = all;
    }

    boolean hasNext() {
        return read < all.size();
    }

    int next() throws MalformedRecordingException {
        if (!hasNext()) {
            throw new MalformedRecordingException("inputs end in the middle");
        }
        return all.get(read++);
    }
}
