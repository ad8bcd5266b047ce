package dev.tickwire.server.loop;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread that nobody can end have only what others leave of a processor. Java has no such thing, and Linux has:
 * each thread has a nice value of its own there. On other systems, nothing changes.
 */
final class Niceness {
    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final Path OWN_THREAD = Path.of("/proc/thread-self");

    private Niceness() {}

    /** What the system calls the thread that asks; empty: that is not to be known. */
    static String ownThread() {
        try {
            return Files.readSymbolicLink(OWN_THREAD).getFileName().toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Lowers a thread as far as it goes; waits for nothing. */
    static void lower(String thread) {
        if (thread.isEmpty()) {
            return;
        }
        try {
            var unused = new ProcessBuilder("renice", "-n", "19", "-p", thread)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.warn("a lost thread goes on as before, since renice cannot be run: {}", e.getMessage());
        }
    }
}
