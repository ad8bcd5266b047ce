package dev.tickwire.simulation.games;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Step;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GameFailureTest {
    private static final String GAME = GameFailureTest.class.getName();

    @Test
    void shouldNameTheGameWhatItThrewAndTheLine() {
        assertThat(GameFailure.sentence(GAME, new AssertionError("no wind")))
                .matches("its game \\Q" + GAME + "\\E threw java.lang.AssertionError: no wind"
                        + " \\(GameFailureTest.java:\\d+\\)");
        assertThat(GameFailure.sentence("Dots", new NullPointerException()))
                .isEqualTo("its game Dots threw java.lang.NullPointerException");
    }

    @Test
    void shouldSayTheCauseAndNotWhatWrapsIt() {
        Throwable inner = new LinkageError("no rudder");

        assertThat(GameFailure.sentence("Dots", new ExceptionInInitializerError(new InvocationTargetException(inner))))
                .isEqualTo("its game Dots threw java.lang.LinkageError: no rudder");
    }

    @Test
    void shouldLetTheEngineSpeakForItself() {
        assertThatThrownBy(() -> new Simulation(new WithoutInputs(), 20, 1))
                .satisfies(thrown -> assertThat(GameFailure.sentence("Dots", thrown))
                        .isEqualTo("the game declares no inputs: call inputs(...)"));
    }

    @Test
    void shouldSayOneLineOfBearableLength() {
        assertThat(GameFailure.sentence("Dots", new AssertionError("a".repeat(1000) + "\nb")))
                .isEqualTo("its game Dots threw java.lang.AssertionError: " + "a".repeat(200) + "…");
        assertThat(GameFailure.sentence("Dots", new AssertionError("a\nb"))).endsWith("AssertionError: a");
    }

    @Test
    void shouldSurviveAnExceptionWhoseMethodsThrow() {
        assertThat(GameFailure.sentence("Dots", new Hostile()))
                .isEqualTo("its game Dots threw " + Hostile.class.getName()
                        + ": (its message cannot be read: getMessage threw java.lang.StackOverflowError)");
    }

    @Test
    void shouldBlameNoGameForTheVirtualMachine() {
        OutOfMemoryError error = new OutOfMemoryError("not really");

        assertThatThrownBy(() -> GameFailure.sentence("Dots", error)).isSameAs(error);
        assertThatThrownBy(() -> GameFailure.sentence("Dots", new ExceptionInInitializerError(error)))
                .isSameAs(error);
        assertThat(GameFailure.sentence("Dots", new StackOverflowError())).contains("StackOverflowError");
    }

    @Test
    void shouldSayThatAClassCannotBeLoadedTheSecondTime() {
        for (int i = 0; i < 2; i++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Games.find(Broken.class.getName(), GameFailureTest.class.getClassLoader()))
                    .withMessageContaining("which cannot be loaded: its game " + Broken.class.getName() + " threw ")
                    .withMessageNotContaining("null");
        }
    }

    /** Cannot be initialised. */
    public static final class Broken extends Game {
        static final int MAST = fail();

        private static int fail() {
            throw new AssertionError("no mast");
        }

        @Override
        public void step(Step step) {}
    }

    private static final class WithoutInputs extends Game {
        @Override
        public void step(Step step) {}
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String getMessage() {
            throw new StackOverflowError();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException();
        }
    }
}
