package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.Radii;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators change of rooms that run, over the config. */
class AdjustmentsTest {
    private static final Adjustment FIVE_GULLS = new Adjustment(Map.of("tunables.gulls", 5.0));
    private static final Scope ALL = new Scope.OfType("regatta", Scope.OfType.ALL);

    private final RoomType type = new RoomTypes().build();
    private final DirectoryDriver driver = new DirectoryDriver(100, type);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tickRateHz=5000 | tickRateHz must be from 0.1 to 1000, not 5000.",
                "tickRateHz=NaN | tickRateHz must be from 0.1 to 1000, not NaN.",
                "tickRateHz=60 snapshotRateHz=25 |"
                        + " snapshotRateHz must be the tick rate (60) divided by a whole number, not 25.",
                "tunables.gulls=-1 | gulls must be from 0 to 2000, not -1.",
                "tunables.gulls=9e9 | gulls must be from 0 to 2000, not 9000000000.",
                "tunables.crabs=1 | The game has no tunable crabs: it has gulls, failAtTick, failOnJoin, failOnLeave.",
                "bytesPerSecond=99 | bytesPerSecond must be 0, for no limit, or at least 100, not 99.",
                "bytesPerSecond=-1 | bytesPerSecond must be from 0 to 1073741824, not -1.",
                "bytesPerSecond=Infinity | bytesPerSecond must be from 0 to 1073741824, not Infinity.",
                "lagCompensation=5001 | lagCompensation must be from 0 to 5000, not 5001.",
                "interest.fullRateRadius=300 |"
                        + " Players here see everything (interest.mode = everyone), whatever the radii are.",
                "interest.mode=1 | There is no interest.mode to adjust: there are tickRateHz, snapshotRateHz,"
                        + " interest.fullRateRadius, interest.halfRateRadius, interest.quarterRateRadius,"
                        + " bytesPerSecond, lagCompensation, and tunables.NAME.",
            })
    void shouldRefuseWhatRoomsCannotTakeAndChangeNothing(String adjusted, String sentence) {
        Room room = open();
        Adjustment wanted = adjustment(adjusted);

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
        driver.rooms.adjust(new Scope.OfRoom(room.id()), new Adjustment(Map.of("tunables.gulls", 7.0)));
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
    void shouldRefuseRadiiThatShrink() {
        RoomType near = new RoomTypes().interest(new Radii(100, 200, 300, 1.1)).build();

        assertThatThrownBy(() -> near.with(adjustment("interest.fullRateRadius=250")))
                .hasMessage("interest.halfRateRadius (200) must not be below interest.fullRateRadius (250).");
        assertThatThrownBy(() -> near.with(adjustment("interest.quarterRateRadius=0")))
                .hasMessage("interest.quarterRateRadius must be from 1.0E-6 to 1000000000, not 0.");
    }

    @Test
    void shouldAdjustSightAndBudgetOfRoomsThatRun() throws Exception {
        RoomType near = new RoomTypes().interest(new Radii(100, 200, 300, 1.1)).build();
        DirectoryDriver other = new DirectoryDriver(100, near);
        other.ask(new Wanted.ByType("regatta", true));
        other.work();
        Room room = other.rooms.list().get(0);

        other.rooms.adjust(
                ALL,
                adjustment("interest.fullRateRadius=150 interest.quarterRateRadius=250 bytesPerSecond=9000"
                        + " lagCompensation=250"));
        other.tick();

        assertThat(room.type().settings().sight())
                .isEqualTo(new RoomSettings.Sight(new Radii(150, 200, 250, 1.1), 250, 2_000));
        assertThat(room.type().settings().flow().bytesPerSecond()).isEqualTo(9_000);
        assertThat(room.type().adjustables())
                .filteredOn(number -> number.path().equals("interest.fullRateRadius"))
                .singleElement()
                .satisfies(number -> {
                    assertThat(number.value()).isEqualTo(150);
                    assertThat(number.info().text()).isEqualTo("up to this distance, in every snapshot");
                    assertThat(number.info().max()).isEqualTo(1_000);
                });

        other.rooms.adjust(ALL, Adjustment.NONE);
        other.tick();

        assertThat(room.type().settings()).isEqualTo(near.settings());
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

    private static Adjustment adjustment(String said) {
        return new Adjustment(Arrays.stream(said.split(" "))
                .map(one -> one.split("="))
                .collect(Collectors.toMap(one -> one[0], one -> Double.parseDouble(one[1]))));
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
