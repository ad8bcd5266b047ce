package dev.tickwire.client.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a server how much of its heap a full collection leaves. */
final class Heap {
    private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern PEER_ANSWER = Pattern.compile("heap (\\d+)");
    private static final int ANSWER_SECONDS = 10;
    private static final double BYTES_PER_MIB = 1024 * 1024;

    private final Children children;
    private final Path log;

    Heap(BenchSettings settings, Children children) {
        this.children = children;
        log = settings.out().resolve("heap.log");
    }

    /** In MiB; NaN: it has none, or does not tell. */
    double live(Entrant entrant, Child server) throws BenchFailedException, InterruptedException {
        if (entrant.kind().isOurs()) {
            return ofJvm(entrant.jdk(), server);
        }
        return entrant.kind().isFromNpm() && server.say("heap") ? found(PEER_ANSWER, server) : Double.NaN;
    }

    /** A histogram of classes collects first. A JRE has no jcmd. */
    private double ofJvm(Jdk jdk, Child server) throws BenchFailedException, InterruptedException {
        Path jcmd = jdk.program("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return Double.NaN;
        }
        ProcessBuilder command = new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "GC.class_histogram");
        try (Child asking = children.start(command, log)) {
            return found(HISTOGRAM_TOTAL, asking);
        }
    }

    private static double found(Pattern pattern, Child in) throws InterruptedException {
        for (@Nullable String line = in.nextLine(ANSWER_SECONDS); line != null; line = in.nextLine(ANSWER_SECONDS)) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return Long.parseLong(matcher.group(1)) / BYTES_PER_MIB;
            }
        }
        return Double.NaN;
    }
}
