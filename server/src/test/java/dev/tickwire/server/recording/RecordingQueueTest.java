package dev.tickwire.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingQueueTest {
    private final Counters counters = new Counters();
    private final RecordingQueue queue = new RecordingQueue(counters);
    private final Tape tape = new Tape(RecordingHead.getDefaultInstance(), 0);

    @Test
    void shouldNotLoseTheEndOfARoomWhereNothingElseFits() {
        int count = 0;
        while (queue.offer(new Item.Mark(tape, "again", MarkKind.FAILURE))) {
            count++;
        }
        queue.offerEnd(new Item.End(tape, true));

        List<Item> polled = new ArrayList<>();
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            polled.add(item);
        }
        assertThat(polled).hasSize(count + 1);
        assertThat(polled.get(count)).isEqualTo(new Item.End(tape, true));
        assertThat(counters.get(Counter.RECORDINGS_BEHIND)).isEqualTo(1);
    }

    @Test
    void shouldKeepFewPagesAndMakeOthersWhenTheyAreNeeded() {
        List<Page> pages = new ArrayList<>();
        for (Page page = queue.take(tape); page != null; page = queue.take(tape)) {
            pages.add(page);
        }
        assertThat(pages).hasSize(4096);

        pages.forEach(queue::giveBack);

        List<Page> again = new ArrayList<>();
        for (Page page = queue.take(tape); page != null; page = queue.take(tape)) {
            again.add(page);
        }
        assertThat(again).hasSize(4096);
        assertThat(again.stream().filter(pages::contains)).hasSize(512);
    }
}
