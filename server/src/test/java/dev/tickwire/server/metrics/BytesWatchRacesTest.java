package dev.tickwire.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BytesWatchRacesTest {
    private static final int READINGS = 20_000;
    /** As many that a reader has time between two snapshots, as it has in a room. */
    private static final int FRAMES = 50;

    @Test
    void shouldReadWhatBelongsTogetherWhileTheLoopWrites() throws InterruptedException {
        List<ColumnType> columns = IntStream.range(0, 60)
                .mapToObj(c -> ColumnType.integer("c" + c, 0, 9))
                .toList();
        AccountLayout layout = new AccountLayout(
                new Schema(List.of(new TableType("things", 9, columns)), new TableType("keys", 1, List.of())));
        BytesWatch watch = new BytesWatch(layout, 3);
        ByteAccount frame = new ByteAccount(layout);
        for (int row = 0; row < layout.size(); row++) {
            frame.add(row, 8);
        }
        AtomicBoolean isDone = new AtomicBoolean();
        Thread loop = new Thread(() -> {
            while (!isDone.get()) {
                watch.sent(2, frame);
                for (int sent = 0; sent < FRAMES; sent++) {
                    watch.sent(3, frame);
                }
                watch.publish();
            }
        });
        loop.start();
        try {
            BytesReading before = watch.read();
            int grown = 0;
            for (int i = 0; i < READINGS || grown == 0; i++) {
                BytesReading now = watch.read();
                BytesReading more = now.since(before);
                assertThat(more.frames()).isNotNegative();
                assertThat(more.lines())
                        .allSatisfy(line -> assertThat(line.bits()).isEqualTo(8 * more.frames()));
                assertThat(more.bytes()).isEqualTo(more.frames() * layout.size());
                grown += more.frames() > 0 ? 1 : 0;
                before = now;
            }
            assertThat(grown).isPositive();
        } finally {
            isDone.set(true);
            loop.join();
        }
    }
}
