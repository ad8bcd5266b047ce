package dev.tickwire.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.wire.Answers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentCommandsTest {
    private final SentCommands commands = new SentCommands();
    private final List<String> heard = new ArrayList<>();
    private final SessionListener listener = new SessionListener() {
        @Override
        public void onCommandAnswered(int kind, int answer, long latencyNanos) {
            heard.add(kind + " answered " + answer + " after " + latencyNanos);
        }

        @Override
        public void onCommandRefused(int kind) {
            heard.add(kind + " refused");
        }
    };

    private void answer(long nowNanos, int first, Integer... values) throws MalformedFrameException {
        commands.answered(
                Answers.newBuilder()
                        .setFirst(first)
                        .addAllValues(List.of(values))
                        .build(),
                nowNanos,
                listener);
    }

    @Test
    void shouldRefuseAnswersToNoCommand() throws MalformedFrameException {
        assertThatThrownBy(() -> answer(5, 1, 1)).hasMessage("an answer is to no command");
        commands.sent(0, 1);
        commands.sent(0, 1);
        assertThatThrownBy(() -> answer(5, 2, 1)).as("one is left out").isInstanceOf(MalformedFrameException.class);
        answer(5, 1, 1);
        assertThatThrownBy(() -> answer(5, 1, 1)).as("twice").isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void shouldLeaveOutAnswersThatItHasWhenTheSeatGoesOn() throws MalformedFrameException {
        for (int kind = 1; kind <= 4; kind++) {
            commands.sent(kind, 10);
        }
        answer(20, 1, 1, 1);
        heard.clear();
        commands.resume(4);
        answer(30, 1, 1, 1, 1);
        assertThat(heard).containsExactly("3 answered 0 after 20");
        assertThatThrownBy(() -> answer(5, 3, 1)).as("twice").isInstanceOf(MalformedFrameException.class);
        assertThat(commands.sent(7, 40)).as("the fourth was not taken").isEqualTo(4);
    }

    @Test
    void shouldNumberAnewWhereTheSeatHasForgottenTheNewest() throws MalformedFrameException {
        commands.sent(1, 10);
        commands.sent(2, 10);
        answer(20, 1, 1, 1);
        commands.resume(2);
        assertThat(commands.sent(3, 30)).isEqualTo(2);
        heard.clear();
        answer(40, 2, 1);
        assertThat(heard).containsExactly("3 answered 0 after 10");
    }

    @Test
    void shouldTellOfEachAnswerWithItsKindAndLatency() throws MalformedFrameException {
        assertThat(commands.sent(3, 10)).isEqualTo(1);
        assertThat(commands.sent(4, 20)).isEqualTo(2);
        assertThat(commands.sent(5, 30)).isEqualTo(3);
        answer(50, 1, 2, 0);
        answer(70, 3, 1);

        assertThat(heard).containsExactly("3 answered 1 after 40", "4 refused", "5 answered 0 after 40");
    }

    @Test
    void shouldLetNoMoreWaitThanAFrameHasRoomFor() throws MalformedFrameException {
        int sent = 0;
        while (commands.hasRoom()) {
            commands.sent(0, 0);
            sent++;
        }
        assertThat(sent).isEqualTo(32);
        answer(1, 1, 1);
        assertThat(commands.hasRoom()).isTrue();
    }

    @Test
    void shouldConfirmTheNewestAnswerOnce() throws MalformedFrameException {
        assertThat(commands.takeConfirmation()).isZero();
        commands.sent(0, 0);
        commands.sent(0, 0);
        answer(1, 1, 1, 1);
        assertThat(commands.takeConfirmation()).isEqualTo(2);
        assertThat(commands.takeConfirmation()).isZero();
    }

    @Test
    void shouldSayHowLongOthersHaveWaited() throws MalformedFrameException {
        commands.sent(0, 100);
        commands.sent(0, 200);
        commands.sent(0, 900);
        answer(300, 1, 1);
        List<Long> ages = new ArrayList<>();
        commands.waiting(1000, 500, ages::add);
        assertThat(ages).containsExactly(800L);
    }
}
