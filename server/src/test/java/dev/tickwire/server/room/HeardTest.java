package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.broadcast.Heard;
import dev.tickwire.server.fixture.Belfry;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody who looks on from outside hears of a room. */
class HeardTest {
    private final RoomDriver room =
            new RoomDriver(RoomTypes.asShipped().tune("leastStrikes", 1).build(Belfry::new));

    private Heard hear(long event, long chat) {
        var asked = room.room().control().hear(event, chat);
        room.tick();
        return asked.join();
    }

    @Test
    void shouldHearWhatIsNewAndNothingTwice() {
        Guest ada = room.join("Ada");
        room.ticks(20);
        ada.seat().say("ding");
        room.tick();

        Heard first = hear(0, 0);
        assertThat(first.chats()).singleElement().satisfies(chat -> {
            assertThat(chat.getName()).isEqualTo("Ada");
            assertThat(chat.getText()).isEqualTo("ding");
        });
        assertThat(first.events()).isNotEmpty().hasSizeLessThanOrEqualTo(Heard.MOST_EVENTS);
        List<Long> numbers = first.events().stream().map(Heard.Event::number).toList();
        assertThat(numbers).isSorted().last().isEqualTo(first.nextEvent() - 1);

        Heard next = hear(first.nextEvent(), first.nextChat());
        assertThat(next.chats()).isEmpty();
        assertThat(next.events()).allMatch(event -> event.number() >= first.nextEvent());
    }
}
