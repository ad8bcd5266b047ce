package dev.tickwire.client.swarm.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.session.FakeRoom;
import dev.tickwire.client.swarm.report.FailIf;
import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.ReportText;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.report.Tally;
import dev.tickwire.client.swarm.scenario.Behaviour;
import dev.tickwire.client.swarm.scenario.Plan.Member;
import dev.tickwire.client.swarm.scenario.Profile;
import dev.tickwire.client.swarm.scenario.Role;
import dev.tickwire.client.swarm.scenario.Scenario;
import dev.tickwire.client.transport.ConnectionListener;
import dev.tickwire.client.transport.Dial;
import dev.tickwire.client.transport.Disconnect;
import dev.tickwire.client.transport.Host;
import dev.tickwire.client.transport.Schedule;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bots whose server stands still; what they hear is brought to them by hand. */
class BotTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeRoom room = new FakeRoom();
    private final Measure measure = new Measure(new SwarmReport.Subject("ws://127.0.0.1:1/ws", "arena", 7, 1), 0);
    private final Tally tally = measure.tally("players", false);
    private final Schedule schedule = new Schedule();
    private final List<URI> attempts = new ArrayList<>();
    private Player bot = bot(false);

    @Test
    void shouldCountTheGapThatIsOpenAtTheEnd() {
        play(100);
        SwarmReport report = settleAfter(5 * SECOND);
        assertThat(report.number("snapshotGapMillis.max").getAsDouble()).isBetween(5000.0, 8000.0);
        assertFails("snapshotGapMillis.p99>75", report);
        assertThat(report.number("silent")).hasValue(1);
        assertThat(ReportText.of(report)).contains("1 had none for over 2 s");
    }

    @Test
    void shouldNotCountASnapshotThatIsNotDueYet() {
        play(100);
        Object gaps = report().values().get("snapshotGapMillis");
        bot.settle(System.nanoTime() - SECOND);
        assertThat(report().values().get("snapshotGapMillis")).isEqualTo(gaps);
        assertThat(bot.isSilent()).isFalse();
    }

    @Test
    void shouldCountTheGapThatIsOpenWhenTheConnectionEnds() {
        play(100);
        bot.onClosed(Disconnect.serverSilent());
        SwarmReport report = settleAfter(5 * SECOND);
        assertThat(report.number("snapshotGapMillis.max").getAsDouble())
                .as("what comes after the end is no gap")
                .isLessThan(5000);
        assertThat(report.number("silent")).hasValue(0);
    }

    @Test
    void shouldCountAJoinThatNeverEnded() {
        start();
        SwarmReport report = settleAfter(5 * SECOND);
        assertFails("joinMillis.p99>1000", report);
        assertThat(report.number("waiting")).hasValue(1);
        assertThat(report.number("joined")).hasValue(0);
    }

    @Test
    void shouldCountAFirstSnapshotThatNeverCame() {
        start();
        receive(room.welcomeFrame());
        SwarmReport report = settleAfter(5 * SECOND);
        assertFails("joinMillis.p99>1000", report);
        assertFails("snapshotGapMillis.p99>75", report);
        assertThat(report.number("waiting")).hasValue(1);
        assertThat(report.number("joined")).hasValue(1);
        assertThat(report.number("connected")).hasValue(0);
    }

    @Test
    void shouldCountInputsAndPingsThatWereNeverAnswered() {
        play(1);
        bot.onInputUnanswered(5 * SECOND);
        bot.onPingUnanswered(4 * SECOND);
        SwarmReport report = settleAfter(5 * SECOND);
        assertThat(report.number("unansweredInputs")).hasValue(1);
        assertFails("inputLatencyMillis.p99>1000", report);
        assertFails("rttMillis.p99>1000", report);
    }

    @Test
    void shouldStayAwayIfItIsNotToComeBack() {
        play(3);
        bot.onClosed(Disconnect.ofClose(1006, ""));
        assertThat(bot.state()).isEqualTo(Bot.State.GONE);
    }

    @Test
    void shouldComeBackAfterPausesUntilTheServerIsThere() {
        bot = bot(true);
        play(3);
        bot.onClosed(Disconnect.ofClose(1001, ""));
        assertThat(bot.state()).isEqualTo(Bot.State.AWAY);
        assertThat(attempts).as("not at once").hasSize(1);
        for (int attempt = 2; attempt <= 5; attempt++) {
            schedule.doWork(System.nanoTime() + 5 * SECOND);
            assertThat(attempts).hasSize(attempt);
            bot.onClosed(Disconnect.connectFailed("nobody listens"));
        }
        schedule.doWork(System.nanoTime() + 5 * SECOND);
        room.forgetBaseline();
        receive(room.welcomeFrame());
        receive(room.step());
        assertThat(bot.state()).isEqualTo(Bot.State.PLAYING);
        SwarmReport report = settleAfter(0);
        assertThat(report.number("resumes")).hasValue(1);
        assertThat(report.number("away")).hasValue(0);
        assertThat(report.number("disconnects")).as("each loss counts once").hasValue(1);
        assertThat(report.number("pauseMillis.max").getAsDouble()).isPositive();
        assertThat(ReportText.of(report)).contains("came back", "1 times");
    }

    @Test
    void shouldCountTheTimeThatItIsAwayAtTheEnd() {
        bot = bot(true);
        play(3);
        bot.onClosed(Disconnect.serverSilent());
        SwarmReport report = settleAfter(7 * SECOND);
        assertThat(report.number("away")).hasValue(1);
        assertThat(report.number("connected")).hasValue(0);
        assertFails("pauseMillis.max>6000", report);
    }

    @Test
    void shouldGiveUpWhenItsSeatIsGone() {
        bot = bot(true);
        play(3);
        bot.onClosed(Disconnect.ofClose(1001, ""));
        schedule.doWork(System.nanoTime() + 5 * SECOND);
        bot.onClosed(Disconnect.ofClose(4017, ""));
        assertThat(bot.state()).isEqualTo(Bot.State.GONE);
        assertThat(settleAfter(0).number("disconnects.SEAT_EXPIRED")).hasValue(1);
    }

    private Player bot(boolean resumes) {
        Role role = new Role("players", Behaviour.WANDER, 1, Profile.DIRECT, 0, resumes, false, List.of());
        Member member = new Member(1, role, Scenario.anyRoom("arena", ""), 0, 7, true);
        return new Player(member, URI.create("ws://127.0.0.1:1/ws"), new ByHand(), tally, new Brains(List.of()));
    }

    private void start() {
        bot.start(System.nanoTime());
        measure.phase("hold", true, 0);
    }

    private void play(int snapshots) {
        start();
        receive(room.welcomeFrame());
        for (int i = 0; i < snapshots; i++) {
            receive(room.step());
        }
        assertThat(bot.state()).isEqualTo(Bot.State.PLAYING);
    }

    private void receive(byte[] frame) {
        bot.onBytes();
        bot.onMessage(frame, 0, frame.length);
    }

    private SwarmReport settleAfter(long nanos) {
        bot.settle(System.nanoTime() + nanos);
        return report();
    }

    private SwarmReport report() {
        return measure.soFar(Attendance.of(List.of(bot), 0), 10 * SECOND);
    }

    private static void assertFails(String condition, SwarmReport report) {
        assertThat(FailIf.parse(condition, report).failure(report)).isNotNull();
    }

    private final class ByHand implements Host {
        @Override
        public void connect(Dial dial, ConnectionListener listener) {
            attempts.add(dial.uri());
        }

        @Override
        public void add(Schedule.Task task, long firstNanos) {
            schedule.add(task, firstNanos);
        }
    }
}
