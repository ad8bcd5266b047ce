package dev.tickwire.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.server.recording.FilmedMatch;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.world.Game;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FilmTest {
    private static final int TICKS = 450;
    private static final Supplier<Game> GAMES = Arena::new;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final byte[] file = new FilmedMatch(Arena::new, seed)
            .bots(6)
            .steps(TICKS)
            .mark("stuck in a wall")
            .file();

    private Film film() throws MalformedRecordingException {
        return new Film(Recording.parse(file), GAMES);
    }

    @Test
    void shouldShowTheSameTickWhereverItComesFrom() throws MalformedRecordingException {
        Film forth = film();
        FrameJson frames = new FrameJson(forth);
        List<Map<String, Object>> inOrder = new ArrayList<>();
        for (int tick = 0; tick <= TICKS; tick++) {
            forth.goTo(tick);
            inOrder.add(frames.frame("ships", false));
            assertThat(forth.now().tick()).isEqualTo(tick);
        }
        assertSame(film(), inOrder);
        Film quick = film();
        Timeline.of(quick, GAMES);
        assertSame(quick, inOrder);
    }

    private void assertSame(Film film, List<Map<String, Object>> inOrder) throws MalformedRecordingException {
        FrameJson anywhere = new FrameJson(film);
        for (int i = 0; i < 60; i++) {
            int tick = random.nextInt(TICKS + 1);
            film.goTo(tick);
            assertThat(anywhere.frame("ships", false))
                    .as("tick %d, seed %d", tick, seed)
                    .isEqualTo(inOrder.get(tick));
        }
        for (int tick = TICKS; tick > TICKS - 30; tick--) {
            film.goTo(tick);
            assertThat(anywhere.frame("ships", false))
                    .as("back to tick %d, seed %d", tick, seed)
                    .isEqualTo(inOrder.get(tick));
        }
    }

    @Test
    void shouldSayWhatChangedAndWhatCame() throws MalformedRecordingException {
        Film film = film();
        FrameJson frames = new FrameJson(film);
        film.goTo(1);
        assertThat(frames.came()).contains("player 0 joins: Player 0", "player 5 joins: Player 5");
        assertThat(frames.frame("ships", true).get("changed"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("ships", 6);
        film.goTo(TICKS);
        assertThat(frames.came()).contains("stuck in a wall");
    }

    @Test
    void shouldStayWithinTheRecording() throws MalformedRecordingException {
        Film film = film();
        film.goTo(Integer.MAX_VALUE);
        assertThat(film.now().tick()).isEqualTo(TICKS);
        film.goTo(0);
        assertThat(film.now().tick()).isZero();
    }

    @Test
    void shouldTellTheWholeRecordingOnALineOfTime() throws MalformedRecordingException {
        Map<String, Object> line = Timeline.of(film(), GAMES);
        assertThat(line)
                .containsEntry("firstTick", 0)
                .containsEntry("lastTick", TICKS)
                .containsEntry("failure", "");
        assertThat(line.get("lines").toString()).contains("stuck in a wall").contains("player 3 joins");
        assertThat(line.get("verified").toString()).startsWith("Ticks 0 to 450 come out the same again");
    }
}
