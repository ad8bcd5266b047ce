package dev.tickwire.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.client.transport.Connection;
import dev.tickwire.client.transport.ConnectionListener;
import dev.tickwire.client.transport.Disconnect;
import dev.tickwire.client.transport.ServerUrl;
import dev.tickwire.client.transport.WebSocketClient;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.TableDelta;
import dev.tickwire.server.TickwireServer;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.state.Rows;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A client that gets one column wrong by one, against a real server: both come to know what differed. */
class DesyncIT {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.tickwire.server.broadcast.Inquiries");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            player.loggedNanos = System.nanoTime();
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };
    private final WebSocketClient client = WebSocketClient.start();
    private final Player player = new Player();
    private TickwireServer server;

    @BeforeEach
    void startServer() throws Exception {
        appender.start();
        LOG.addAppender(appender);
        // In plain frames a test can change a number.
        server = new TickwireServer(ConfigReader.read(
                null,
                List.of(
                        "http.port=0",
                        "loops.count=1",
                        "roomTypes.arena.bots=3",
                        "roomTypes.arena.codec=plain",
                        "roomTypes.arena.hashIntervalSnapshots=1"),
                List.of(),
                List.of()));
        server.start();
    }

    @AfterEach
    void stop() {
        LOG.detachAppender(appender);
        client.close();
        server.close();
    }

    @Test
    void shouldNameWhatDiffersOnBothSides() throws Exception {
        client.connect(ServerUrl.webSocketUri(server.url()), player);
        await().until(() -> !lines.isEmpty() && player.finding != null);

        int slot = player.wrongId & 0xffff;
        assertThat(lines.peek())
                .startsWith("WARN desync of player " + player.number + " in room arena")
                .contains(" at tick " + player.wrongTick + ": table ships, row " + slot + " (entity " + player.wrongId
                        + "), column x: the server sent ")
                .contains("(raw " + (player.held - 1) + "), the client held ", "(raw " + player.held + ")")
                .endsWith(player.finding);
        assertThat(lines).hasSize(1);
        assertThat(server.counters().get(Counter.DESYNCS_EXPLAINED)).isEqualTo(1);
        assertThat(server.counters().get(Counter.RESYNCS)).isEqualTo(1);
        System.out.println("desync to the server's log: " + (player.loggedNanos - player.wrongNanos) / 1000 + " us, to"
                + " the client: " + (player.foundNanos - player.wrongNanos) / 1000 + " us");
    }

    /** Takes the x of the first ship for one more than it is, once. */
    private static final class Player implements ConnectionListener, SessionListener {
        private final ClientSession session =
                new ClientSession(Join.newBuilder().setName("Ada").build(), 0, this);
        private final ByteWriter out = new ByteWriter(64);
        private final ServerFrameReader reader = new ServerFrameReader();
        private Replica truth;
        private Connection connection;
        private int[] input = {};
        private int snapshots;
        private volatile int number;
        private volatile int wrongTick;
        private volatile int wrongId;
        private volatile int held;
        private volatile long wrongNanos;
        private volatile long loggedNanos;
        private volatile long foundNanos;
        private volatile String finding;

        @Override
        public void onOpen(Connection opened) {
            connection = opened;
            opened.send(session.join(System.nanoTime()));
        }

        @Override
        public void onMessage(byte[] bytes, int offset, int end) {
            try {
                ServerFrame frame = ServerFrame.parseFrom(ByteBuffer.wrap(bytes, offset, end - offset));
                byte[] taken =
                        frame.getTick() > 0 && ++snapshots >= 20 && wrongTick == 0 ? wrong(frame) : frame.toByteArray();
                if (frame.getTick() > 0) {
                    reader.read(bytes, offset, end);
                    truth.apply(reader);
                }
                session.receive(taken, 0, taken.length, System.nanoTime());
                out.clear();
                if (session.tick(input, System.nanoTime(), out)) {
                    connection.send(out.toByteArray());
                }
            } catch (MalformedFrameException | InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        private byte[] wrong(ServerFrame frame) {
            ServerFrame.Builder changed = frame.toBuilder();
            for (int b = 0; b < frame.getBlocksCount(); b++) {
                for (int t = 0; t < frame.getBlocks(b).getTablesCount(); t++) {
                    TableDelta delta = frame.getBlocks(b).getTables(t);
                    String name =
                            session.schema().tables().get(delta.getTable()).name();
                    boolean isWhole =
                            (delta.getChanged() & ~delta.getPartial() & 1) != 0 && delta.getResidualsCount() > 0;
                    if (name.equals("ships") && frame.getBlocks(b).getLayer() == 0 && isWhole) {
                        changed.getBlocksBuilder(b).getTablesBuilder(t).setResiduals(0, delta.getResiduals(0) + 1);
                        wrongTick = frame.getTick();
                        wrongNanos = System.nanoTime();
                        return changed.build().toByteArray();
                    }
                }
            }
            return frame.toByteArray();
        }

        @Override
        public void onDesync(int tick) {
            assertThat(tick).isEqualTo(wrongTick);
            Rows now = session.snapshot().table(0);
            int row = now.next(0);
            while (now.column(0)[row] == truth.snapshot().table(0).column(0)[row]) {
                row = now.next(row + 1);
            }
            wrongId = now.id(row);
            held = now.column(0)[row];
        }

        @Override
        public void onDesyncFinding(int tick, String said) {
            assertThat(tick).isEqualTo(wrongTick);
            foundNanos = System.nanoTime();
            finding = said;
        }

        @Override
        public void onWelcome(ClientSession welcomed) {
            number = welcomed.welcome().getPlayer();
            truth = new Replica(welcomed.schema());
            input = new int[welcomed.schema().inputs().columns().size()];
        }

        @Override
        public void onClosed(Disconnect why) {}
    }
}
