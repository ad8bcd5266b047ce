package dev.tickwire.server.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Trouble ERROR = new Trouble("Dots.java", 4, "';' expected");
    private static final String SHOWN = "{\"file\":\"Dots.java\",\"line\":4,\"text\":\"';' expected\"}";

    private final Board board = new Board("a");

    @Test
    void shouldShowNothingAtFirst() {
        assertThat(board.json()).isEqualTo("{\"pages\":0,\"site\":\"a\",\"troubles\":[]}");
    }

    @Test
    void shouldShowWhatIsWrongUntilItIsBuiltAgain() {
        board.built(List.of(ERROR));
        assertThat(board.json()).contains(SHOWN);
        board.built(List.of());
        assertThat(board.json()).endsWith("\"troubles\":[]}");
    }

    @Test
    void shouldShowWhatTheServerAndTheCompilerOfRulesSayTogether() {
        board.built(List.of());
        board.compiledRules(List.of(ERROR));
        board.refused("Room dots-1 keeps its rules.");
        assertThat(board.json()).contains(SHOWN, "Room dots-1 keeps its rules.");
        board.compiledRules(List.of());
        assertThat(board.json()).contains("Room dots-1 keeps its rules.").doesNotContain(SHOWN);
        board.built(List.of());
        assertThat(board.json()).endsWith("\"troubles\":[]}");
    }

    @Test
    void shouldLetPagesLoadAnewWhenTheyOrTheirServerHaveChanged() {
        board.changedPages();
        assertThat(board.json()).startsWith("{\"pages\":1,\"site\":\"a\"");
        board.moved();
        assertThat(board.json()).startsWith("{\"pages\":1,\"site\":\"a'\"");
    }
}
