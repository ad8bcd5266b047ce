package dev.tickwire.server.room;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who comes and goes, in the log: by number, and without names, addresses and what people say. Nothing here waits for
 * anybody, so that loops may use it.
 */
final class RoomLog {
    private static final Logger LOG = LoggerFactory.getLogger(RoomLog.class);

    private final String roomId;

    RoomLog(String roomId) {
        this.roomId = roomId;
    }

    void joined(int number) {
        if (number < 0) {
            LOG.info("a spectator joins room {}", roomId);
        } else {
            LOG.info("player {} joins room {}", number, roomId);
        }
    }

    void cameBack(int number) {
        LOG.info("player {} comes back to room {}", number, roomId);
    }

    void away(int number, String why) {
        LOG.info("player {} is away from room {}, and its seat is kept: {}", number, roomId, why);
    }

    /** Not what it says: that is in the recording. */
    void reported(int number) {
        if (number < 0) {
            LOG.info("a spectator reports something in room {}", roomId);
        } else {
            LOG.info("player {} reports something in room {}", number, roomId);
        }
    }

    void left(int number, String why) {
        if (number < 0) {
            LOG.info("a spectator leaves room {}: {}", roomId, why);
        } else {
            LOG.info("player {} leaves room {}: {}", number, roomId, why);
        }
    }
}
