package dev.tickwire.server.recording;

import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves recordings as files of a directory, which it makes when it needs it. Belongs to the thread that records.
 *
 * <p>Why one is saved is not in the log: players may say it.
 */
public final class RecordingFiles implements SavedRecordings {
    /** Of a file's name. */
    public static final String SUFFIX = ".twr";

    /** Players fill no more of the files, so that there are some for what the server finds by itself. */
    private static final int PART_FOR_REPORTS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(RecordingFiles.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final int mostFiles;
    private final Counters counters;
    private final InstantSource clock;

    public RecordingFiles(RecorderSettings settings, Counters counters, InstantSource clock) {
        directory = settings.directory();
        mostFiles = settings.mostFiles();
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void save(Tape tape, String reason, MarkKind kind) {
        Instant now = clock.instant();
        if (!tape.maySave(kind, now.toEpochMilli())) {
            counters.increment(Counter.RECORDINGS_TOO_MANY);
            return;
        }
        try {
            Files.createDirectories(directory);
            long files = count();
            if (files >= (kind == MarkKind.REPORT ? mostFiles / PART_FOR_REPORTS : mostFiles)) {
                counters.increment(Counter.RECORDINGS_TOO_MANY);
                LOG.warn(
                        "room {}: its last moments are not saved, as there are {} files in {}: move some away",
                        tape.head().getRoom(),
                        files,
                        directory);
                return;
            }
            Path file = directory.resolve(tape.head().getRoom() + "-" + TIME.format(now) + SUFFIX);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, tape.save(reason, now.toEpochMilli()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            counters.increment(Counter.RECORDINGS_SAVED);
            LOG.info("room {}: its last moments are saved in {}", tape.head().getRoom(), file);
        } catch (IOException e) {
            counters.increment(Counter.RECORDINGS_FAILED);
            LOG.error(
                    "room {}: its last moments cannot be saved in {}",
                    tape.head().getRoom(),
                    directory,
                    e);
        }
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).count();
        }
    }
}
