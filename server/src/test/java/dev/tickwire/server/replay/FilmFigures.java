package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.server.recording.FilmedMatch;
import dev.tickwire.simulation.arena.Arena;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** How long it takes to go to a tick of ten minutes of 50 bots: {@code main}, with a file to write the recording to. */
final class FilmFigures {
    private static final int TICKS = 12_000;
    private static final int SEEKS = 400;

    private FilmFigures() {}

    public static void main(String[] args) throws IOException, MalformedRecordingException {
        byte[] file = new FilmedMatch(Arena::new, 7)
                .bots(50)
                .steps(TICKS / 3)
                .mark("A player reports: stuck in a wall")
                .steps(TICKS - TICKS / 3)
                .mark("An operator asked for it")
                .file();
        Files.write(Path.of(args[0]), file);
        Recording recording = Recording.parse(file);
        System.out.printf(
                "%d bytes, %d chunks%n", file.length, recording.chunks().size());
        long begin = System.nanoTime();
        Film film = new Film(recording, Arena::new);
        System.out.println(Timeline.of(film, Arena::new).get("verified"));
        System.out.printf("played through twice in %d ms%n", millis(begin));
        Random random = new Random(1);
        FrameJson frames = new FrameJson(film);
        double[] took = new double[SEEKS];
        for (int i = 0; i < SEEKS; i++) {
            long start = System.nanoTime();
            film.goTo(random.nextInt(TICKS));
            frames.frame("ships", false);
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(took);
        System.out.printf("seek p50 %.1f ms, p99 %.1f ms, max %.1f ms%n", took[200], took[396], took[399]);
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }
}
