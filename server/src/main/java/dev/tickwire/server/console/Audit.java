package dev.tickwire.server.console;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what to whom, and when: a line of JSON for each act, at the end of a file. Any thread may add one. */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final @Nullable Path file;
    private final InstantSource clock;

    /** Null: acts are in the server's log only. */
    public Audit(@Nullable Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Adds a line, to the server's log too.
     *
     * @param what was done, in a word
     * @param whom a room, rooms of a type, the server
     * @param details for JSON
     */
    public void log(String who, String what, String whom, Map<String, Object> details) {
        LOG.info("{} by {}: {}", what, who, whom);
        write(who, what, whom, details);
    }

    /** Adds a line about a person; the server's log, in which there are no people, does not say about whom. */
    public void logPerson(String who, String what, String whom, Map<String, Object> details) {
        LOG.info("{} by {}", what, who);
        write(who, what, whom, details);
    }

    private synchronized void write(String who, String what, String whom, Map<String, Object> details) {
        if (file == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("when", clock.instant().toString());
        line.put("who", who);
        line.put("what", what);
        line.put("whom", whom);
        line.put("details", details);
        String json = ConfigValueFactory.fromMap(line).render(ConfigRenderOptions.concise());
        try {
            Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.error("the audit log {} cannot be written: an act of {} is not in it", file, who, e);
        }
    }
}
