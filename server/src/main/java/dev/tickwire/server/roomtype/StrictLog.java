package dev.tickwire.server.roomtype;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what may be a mistake in the rules of strict rooms: each sentence once, and so many sentences at most. */
final class StrictLog implements Consumer<String> {
    private static final Logger LOG = LoggerFactory.getLogger(StrictLog.class);
    private static final int MOST_SENTENCES = 200;
    /** Of all room types, since the server started. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private final String roomType;

    StrictLog(String roomType) {
        this.roomType = roomType;
    }

    @Override
    public void accept(String sentence) {
        if (SAID.size() < MOST_SENTENCES && SAID.add(roomType + " " + sentence)) {
            LOG.warn("strict: room type {}: {}", roomType, sentence);
        }
    }
}
