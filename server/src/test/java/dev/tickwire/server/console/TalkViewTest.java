package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Belfry;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TalkViewTest {
    private final RoomDriver room =
            new RoomDriver(RoomTypes.asShipped().tune("leastStrikes", 1).build(Belfry::new));
    private final Guest ada = room.join("Ada");
    private final TalkView view = new TalkView(room.room());

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            view.refresh();
            room.tick();
        }
        view.refresh();
    }

    private static List<Object> numbers(List<Map<String, Object>> lines) {
        return lines.stream().map(line -> line.get("number")).toList();
    }

    @Test
    void shouldShowEachChatOnceWithItsNumber() {
        room.tick();
        for (String text : List.of("ding", "dong")) {
            ada.seat().say(text);
            look(3);
        }

        assertThat(numbers(view.chats())).containsExactly(0L, 1L);
        assertThat(view.chats().get(1)).containsEntry("name", "Ada").containsEntry("text", "dong");
    }

    @Test
    void shouldShowEventsWithTheirHiddenColumnsAndOnlyTheNewest() {
        look(60);

        assertThat(view.events()).hasSize(TalkView.MOST_SHOWN);
        List<Object> numbers = numbers(view.events());
        for (int i = 1; i < numbers.size(); i++) {
            assertThat((Long) numbers.get(i)).isEqualTo((Long) numbers.get(i - 1) + 1);
        }
        assertThat(view.events())
                .filteredOn(line -> line.get("kind").equals("strikes"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat((Map<?, ?>) line.get("values"))
                        .isNotNull()
                        .extracting(Map::keySet)
                        .asString()
                        .contains("loudness", "serial", "x", "y"));
    }
}
