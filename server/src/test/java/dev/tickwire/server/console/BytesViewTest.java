package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.BytesWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where bytes go, as a console is shown it. */
class BytesViewTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int SECONDS = 4;

    private final RoomDriver room = new RoomDriver(new RoomTypes().rates(20, 20).build());

    @Test
    void shouldAskAgainWhereAsManyWatchAsMay() {
        List<BytesWatch> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(room.room().control().watchBytes(BytesWatch.EVERYBODY));
        }
        room.join("Ada");
        BytesView view = new BytesView(room.room(), BytesWatch.EVERYBODY, 0);
        room.ticks(5);
        assertThat(view.isRefused()).isTrue();

        others.get(0).close();
        room.tick();
        view.refresh(3 * SECOND);
        room.ticks(20);
        view.refresh(6 * SECOND);

        assertThat(view.isRefused()).isFalse();
        assertThat(view.lines()).isNotEmpty();
    }

    @Test
    void shouldComeToTheBytesOfOnePlayerAlone() {
        room.join("Ada");
        room.ticks(10);
        room.join("Bo");
        BytesView ofBo = new BytesView(room.room(), 1, 0);
        BytesView ofAll = new BytesView(room.room(), BytesWatch.EVERYBODY, 0);
        BytesView ofNobody = new BytesView(room.room(), 7, 0);
        long before = room.room().stats().read().bytesSent();

        room.ticks(60);
        ofBo.refresh(SECONDS * SECOND);
        ofAll.refresh(SECONDS * SECOND);
        ofNobody.refresh(SECONDS * SECOND);

        double slack = ofAll.lines().size() * 0.5;
        double all = room.room().stats().read().bytesSent() - before;
        assertThat(perSecond(ofBo)).isCloseTo(bytesOf("Bo") / SECONDS, within(slack));
        assertThat(perSecond(ofAll)).isCloseTo(all / SECONDS, within(slack));
        assertThat(perSecond(ofBo)).isLessThan(perSecond(ofAll) - 2 * slack);
        assertThat(shares(ofBo)).isCloseTo(1, within(0.01));
        assertThat(ofNobody.lines()).isEmpty();
        assertThat(ofNobody.isRefused()).isFalse();
    }

    private double bytesOf(String name) {
        return room.room().stats().read().players().stream()
                .filter(one -> one.who().name().equals(name))
                .findFirst()
                .orElseThrow()
                .bytesSent();
    }

    private static double perSecond(BytesView view) {
        return sum(view, "bytesPerSecond");
    }

    private static double shares(BytesView view) {
        return sum(view, "share");
    }

    private static double sum(BytesView view, String key) {
        double sum = 0;
        for (Map<String, Object> line : view.lines()) {
            sum += ((Number) line.get(key)).doubleValue();
        }
        return sum;
    }
}
