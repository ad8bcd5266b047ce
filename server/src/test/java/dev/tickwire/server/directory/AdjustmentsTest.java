package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import dev.tickwire.server.roomtype.RoomType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators change of rooms that run, over the config. */
class AdjustmentsTest {
    private static final Adjustment FIVE_GULLS = new Adjustment(null, null, Map.of("gulls", 5.0));
    private static final Scope ALL = new Scope.OfType("regatta", Scope.OfType.ALL);

    private final RoomType type = new RoomTypes().build();
    private final DirectoryDriver driver = new DirectoryDriver(100, type);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5000 |     |         | tickRateHz must be from 0.1 to 1000, not 5000.",
                "NaN  |     |         | tickRateHz must be from 0.1 to 1000, not NaN.",
                "60   | 25  |         | snapshotRateHz must be the tick rate (60) divided by a whole number, not 25.",
                "     |     | gulls=-1 | gulls must be from 0 to 2000, not -1.",
                "     |     | gulls=9e9 | gulls must be from 0 to 2000, not 9000000000.",
                "     |     | crabs=1 | The game has no tunable crabs: it has gulls, failAtTick, failOnJoin, failOnLeave.",
            })
    void shouldRefuseWhatRoomsCannotTakeAndChangeNothing(
            Double tick, Double snapshot, String tunable, String sentence) {
        Room room = open();
        Map<String, Double> tunables =
                tunable == null ? Map.of() : Map.of(tunable.split("=")[0], Double.parseDouble(tunable.split("=")[1]));
        Adjustment wanted = new Adjustment(tick, snapshot, tunables);

        for (Scope scope : List.of(ALL, new Scope.OfType("regatta", 10), new Scope.OfRoom(room.id()))) {
            assertThatThrownBy(() -> driver.rooms.adjust(scope, wanted))
                    .isInstanceOf(InvalidAdjustmentException.class)
                    .hasMessage(sentence);
        }
        assertThat(driver.rooms.adjustments()).isEmpty();
    }

    @Test
    void shouldRefuseRoomsAndTypesThatAreNotThere() {
        assertThatThrownBy(() -> driver.rooms.adjust(new Scope.OfRoom("regatta-x"), FIVE_GULLS))
                .hasMessage("There is no room regatta-x; it may have closed.");
        assertThatThrownBy(() -> driver.rooms.adjust(new Scope.OfType("chess", 100), FIVE_GULLS))
                .hasMessage("There is no room type chess in the config.");
    }

    @Test
    void shouldChangeOneRoomAndNoOther() throws Exception {
        Room one = open();
        Room other = open();

        driver.rooms.adjust(new Scope.OfRoom(one.id()), FIVE_GULLS);
        driver.tick();

        assertThat(gulls(one)).isEqualTo(5);
        assertThat(gulls(other)).isEqualTo(3);
    }

    @Test
    void shouldHoldForRoomsThatAreOpenedLaterFromTheirStartOn() throws Exception {
        driver.rooms.adjust(ALL, FIVE_GULLS);

        Room later = open();

        assertThat(gulls(later)).isEqualTo(5);
    }

    @Test
    void shouldLetWhatIsSaidOfFewerRoomsHaveTheLastWord() throws Exception {
        Room room = open();
        driver.rooms.adjust(new Scope.OfRoom(room.id()), new Adjustment(null, null, Map.of("gulls", 7.0)));
        driver.rooms.adjust(ALL, FIVE_GULLS);
        driver.tick();

        assertThat(gulls(room)).isEqualTo(7);

        driver.rooms.adjust(new Scope.OfRoom(room.id()), Adjustment.NONE);
        driver.tick();

        assertThat(gulls(room)).isEqualTo(5);
    }

    @Test
    void shouldChooseAShareOfTheRoomsThatStaysTheSame() {
        Scope.OfType tenth = new Scope.OfType("regatta", 10);
        Scope.OfType half = new Scope.OfType("regatta", 50);
        int inTenth = 0;
        for (int i = 0; i < 1000; i++) {
            boolean has = tenth.has("regatta-" + i);
            inTenth += has ? 1 : 0;
            assertThat(!has || half.has("regatta-" + i)).isTrue();
        }
        assertThat(inTenth).isBetween(50, 150);
    }

    @Test
    void shouldSurviveAReloadOfTheConfig() throws Exception {
        Room room = open();
        driver.rooms.adjust(new Scope.OfRoom(room.id()), FIVE_GULLS);

        driver.rooms.reload(List.of(new RoomTypes().build()));
        driver.tick();

        assertThat(gulls(room)).isEqualTo(5);
    }

    @Test
    void shouldForgetRoomsThatAreGone() throws Exception {
        Room room = open();
        driver.rooms.adjust(new Scope.OfRoom(room.id()), FIVE_GULLS);
        room.close(DisconnectReason.ROOM_CLOSED);
        driver.tick();

        driver.rooms.checkTime();

        assertThat(driver.rooms.adjustments()).isEmpty();
    }

    private Room open() {
        driver.ask(new Wanted.ByType("regatta", true));
        driver.work();
        List<Room> rooms = driver.rooms.list();
        return rooms.get(rooms.size() - 1);
    }

    private static double gulls(Room room) {
        return room.type().settings().rates().tunables().getOrDefault("gulls", 3.0);
    }
}
