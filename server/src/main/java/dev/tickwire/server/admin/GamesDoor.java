package dev.tickwire.server.admin;

import java.util.List;
import java.util.Map;

/** The games of the command line, which a running server can take again. Any thread may use it. */
public interface GamesDoor {
    /** A server whose games are built in. */
    GamesDoor NONE = new GamesDoor() {
        @Override
        public boolean begin() {
            return false;
        }

        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public List<String> report() {
            return List.of();
        }
    };

    /** Takes the games as they are now, on a thread of its own; false: that is under way. */
    boolean begin();

    /** Whether there are any. */
    boolean isThere();

    /** Whether they are being taken at the moment. */
    default boolean isTaking() {
        return false;
    }

    /** What came of it the last time, or so far: sentences. */
    List<String> report();

    /** For JSON. */
    default Map<String, Object> described() {
        return Map.of("there", isThere(), "taking", isTaking(), "report", report());
    }
}
