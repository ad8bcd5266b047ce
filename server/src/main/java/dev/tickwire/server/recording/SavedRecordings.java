package dev.tickwire.server.recording;

import dev.tickwire.server.match.MarkKind;

/** Where recordings are saved. Called by the thread that records. */
@FunctionalInterface
public interface SavedRecordings {
    /** Saves what is on a tape; whatever goes wrong with that is counted and said, and thrown to nobody. */
    void save(Tape tape, String reason, MarkKind kind);
}
