package dev.tickwire.server.session;

import static dev.tickwire.server.session.SessionDriver.join;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.wire.Answers;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Command;
import dev.tickwire.proto.wire.Commands;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Shop;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands over connections that break again and again: each is done exactly once, in order, and answered. */
class CommandCutsTest {
    private static final long MILLI = SessionDriver.MILLI;

    private final List<String> done = new ArrayList<>();
    private final SessionDriver server = new SessionDriver(RoomTypes.asShipped().build(() -> new Shop(done)));

    /** A frame on its way, which takes its time, and is lost if the connection breaks before. */
    private record OnTheWay(ByteString frame, long arrivalNanos) {}

    /** A client that keeps to the protocol: what PROTOCOL.md says of commands, in a few lines. */
    private final class Clerk {
        final List<Command> sent = new ArrayList<>();
        final List<Long> sentNanos = new ArrayList<>();
        final List<Integer> answers = new ArrayList<>();
        final List<Long> latenciesMillis = new ArrayList<>();
        private final Deque<OnTheWay> up = new ArrayDeque<>();
        private final Deque<OnTheWay> down = new ArrayDeque<>();
        private final long wayNanos;
        private ByteString token = ByteString.EMPTY;
        private Client client = server.connect();
        private int read;
        private int tick;
        private int next;
        private boolean isWelcome;

        Clerk(long wayMillis) {
            wayNanos = wayMillis * MILLI;
            connect();
        }

        void connect() {
            client = server.connect();
            read = 0;
            isWelcome = false;
            up.clear();
            down.clear();
            Join.Builder join = Join.newBuilder().setName("Ada").setResumeToken(token);
            send(join(join));
        }

        private void send(ClientFrame.Builder frame) {
            up.add(new OnTheWay(frame.build().toByteString(), server.nowNanos + wayNanos));
        }

        void say(int kind, Integer... values) {
            sent.add(Command.newBuilder()
                    .setKind(kind)
                    .addAllValues(List.of(values))
                    .build());
            sentNanos.add(server.nowNanos);
            sendNew();
        }

        private void sendNew() {
            while (isWelcome && next <= sent.size()) {
                int end = Math.min(sent.size(), next + 31);
                send(ClientFrame.newBuilder()
                        .setCommands(Commands.newBuilder().setFirst(next).addAllCommands(sent.subList(next - 1, end))));
                next = end + 1;
            }
        }

        void look() throws InvalidProtocolBufferException {
            while (!up.isEmpty() && up.peek().arrivalNanos() <= server.nowNanos) {
                client.send(up.remove().frame().toByteArray());
            }
            while (read < client.outlet.messages().size()) {
                byte[] message = client.outlet.messages().get(read++);
                down.add(new OnTheWay(ByteString.copyFrom(message), server.nowNanos + wayNanos));
            }
            while (!down.isEmpty() && down.peek().arrivalNanos() <= server.nowNanos) {
                receive(ServerFrame.parseFrom(down.remove().frame()));
            }
        }

        private void receive(ServerFrame frame) {
            if (frame.hasWelcome()) {
                Welcome welcome = frame.getWelcome();
                assertThat(welcome.getResumed()).isEqualTo(!token.isEmpty());
                token = welcome.getResumeToken();
                next = welcome.getNextCommand();
                isWelcome = true;
                sendNew();
            }
            Answers news = frame.getAnswers();
            for (int i = 0; i < news.getValuesCount(); i++) {
                if (news.getFirst() + i == answers.size() + 1) {
                    latenciesMillis.add((server.nowNanos - sentNanos.get(answers.size())) / MILLI);
                    answers.add(news.getValues(i));
                }
            }
            if (frame.getTick() > tick) {
                tick = frame.getTick();
                send(ClientFrame.newBuilder().setAckTick(tick).setAnswered(answers.size()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldDoEachCommandOnceAndInOrderOver250Cuts(long seed) throws InvalidProtocolBufferException {
        Random random = new Random(seed);
        Clerk clerk = new Clerk(20);
        int cuts = 0;
        while (cuts < 250) {
            server.pass(5 + random.nextInt(30));
            clerk.look();
            for (int i = random.nextInt(6) - 4; i > 0; i--) {
                int value = clerk.sent.size();
                if (random.nextBoolean()) {
                    clerk.say(Shop.BUY, value);
                } else {
                    clerk.say(Shop.COOK, value, 0);
                }
            }
            if (random.nextInt(6) == 0) {
                cuts++;
                // Now and then, the server does not know yet when the client comes back.
                if (random.nextBoolean()) {
                    clerk.client.session.onClosed(random.nextBoolean() ? Departure.LOST : Departure.GOING_AWAY);
                }
                clerk.connect();
            }
        }
        for (int round = 0; round < 3_000 && clerk.answers.size() < clerk.sent.size(); round++) {
            server.pass(10);
            clerk.look();
        }

        assertThat(clerk.client.outlet.reason()).as("seed %d", seed).isNull();
        assertThat(clerk.answers).as("seed %d", seed).isEqualTo(expectedAnswers(clerk));
        assertThat(doneInOrder()).as("seed %d", seed).isEqualTo(expectedDone(clerk));
        assertThat(server.count(Counter.COMMANDS_REFUSED)).as("seed %d", seed).isZero();
        assertThat(clerk.sent.size()).as("seed %d", seed).isGreaterThan(200);
    }

    @Test
    void shouldAnswerAHundredCommandsASecondInOrderWithinARoundTripAndATickAndAHalf()
            throws InvalidProtocolBufferException {
        Clerk clerk = new Clerk(50);
        for (int millis = 0; millis < 11_000; millis += 5) {
            server.pass(5);
            clerk.look();
            if (millis >= 500 && millis < 10_500 && millis % 10 == 0) {
                int value = clerk.sent.size();
                // A tick takes two and three of the two kinds.
                if (value % 5 < 2) {
                    clerk.say(Shop.BUY, value);
                } else {
                    clerk.say(Shop.COOK, value, 1);
                }
            }
        }

        assertThat(clerk.sent).hasSize(1_000);
        assertThat(clerk.answers).isEqualTo(expectedAnswers(clerk));
        assertThat(doneInOrder()).isEqualTo(expectedDone(clerk));
        Collections.sort(clerk.latenciesMillis);
        assertThat(clerk.latenciesMillis.get(500)).isLessThanOrEqualTo(100 + 75);
        assertThat(clerk.latenciesMillis.get(999)).isLessThanOrEqualTo(100 + 100);
    }

    private static List<Integer> expectedAnswers(Clerk clerk) {
        List<Integer> expected = new ArrayList<>();
        for (Command command : clerk.sent) {
            int value = command.getValues(0);
            expected.add(command.getKind() == Shop.BUY ? (Shop.isSold(value) ? 1 : 2) : Shop.outcome(value) + 1);
        }
        return expected;
    }

    /** What was done, in order: the values count up over both kinds, which a step does one after the other. */
    private List<String> doneInOrder() {
        List<String> all = new ArrayList<>();
        List<String> ofTick = new ArrayList<>();
        String tick = "";
        for (String one : done) {
            String[] parts = one.split(" ", -1);
            if (!parts[0].equals(tick)) {
                Collections.sort(ofTick);
                all.addAll(ofTick);
                ofTick.clear();
                tick = parts[0];
            }
            ofTick.add(String.format("%06d %s", Integer.parseInt(parts[3]), parts[2]));
        }
        Collections.sort(ofTick);
        all.addAll(ofTick);
        return all;
    }

    private static List<String> expectedDone(Clerk clerk) {
        List<String> expected = new ArrayList<>();
        for (Command command : clerk.sent) {
            expected.add(
                    String.format("%06d %s", command.getValues(0), command.getKind() == Shop.BUY ? "buy" : "cook"));
        }
        return expected;
    }
}
