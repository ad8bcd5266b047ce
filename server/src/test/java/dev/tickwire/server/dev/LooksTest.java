package dev.tickwire.server.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final Path GAME = Path.of("Dots.java");
    private static final Path PAGE = Path.of("index.html");
    private static final Map<Path, Stamp> BEFORE = Map.of(GAME, new Stamp(1, 100), PAGE, new Stamp(1, 50));

    private final Looks looks = new Looks(BEFORE);

    @Test
    void shouldTellNothingWhereNothingChanges() {
        assertThat(looks.changed(BEFORE)).isEmpty();
        assertThat(looks.changed(BEFORE)).isEmpty();
    }

    @Test
    void shouldTellAFileOnceItIsTheSameAtTwoLooks() {
        Map<Path, Stamp> half = Map.of(GAME, new Stamp(2, 60), PAGE, new Stamp(1, 50));
        Map<Path, Stamp> whole = Map.of(GAME, new Stamp(3, 120), PAGE, new Stamp(1, 50));
        assertThat(looks.changed(half)).isEmpty();
        assertThat(looks.changed(whole)).isEmpty();
        assertThat(looks.changed(whole)).containsExactly(GAME);
        assertThat(looks.changed(whole)).isEmpty();
    }

    @Test
    void shouldTellFilesOfOneSaveAtOnce() {
        Map<Path, Stamp> first = Map.of(GAME, new Stamp(2, 100), PAGE, new Stamp(1, 50));
        Map<Path, Stamp> both = Map.of(GAME, new Stamp(2, 100), PAGE, new Stamp(2, 50));
        assertThat(looks.changed(first)).isEmpty();
        assertThat(looks.changed(both)).isEmpty();
        assertThat(looks.changed(both)).containsExactly(GAME, PAGE);
    }

    @Test
    void shouldTellFilesThatAreGoneAndNew() {
        Path other = Path.of("Other.java");
        Map<Path, Stamp> renamed = Map.of(other, new Stamp(1, 100), PAGE, new Stamp(1, 50));
        assertThat(looks.changed(renamed)).isEmpty();
        assertThat(looks.changed(renamed)).containsExactly(GAME, other);
    }

    @Test
    void shouldTellNothingOfAFileThatIsBackAsItWas() {
        assertThat(looks.changed(Map.of(PAGE, new Stamp(1, 50)))).isEmpty();
        assertThat(looks.changed(BEFORE)).isEmpty();
        assertThat(looks.changed(BEFORE)).isEmpty();
    }
}
