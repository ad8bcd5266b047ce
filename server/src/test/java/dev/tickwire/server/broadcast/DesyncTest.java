package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.desync.HeldState;
import dev.tickwire.proto.wire.ClientRow;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.server.fixture.Crews;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Secrets;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that hold something else than they were sent: what the server finds out, and what it does not say. */
class DesyncTest {
    private static final Radii RADII = new Radii(150, 250, 350, 1.1);

    private final LogLines log = new LogLines(Inquiries.class.getName(), Level.WARN);

    @AfterEach
    void closeLog() {
        log.close();
    }

    /** A copy of what a guest holds, with one value that is another, and the words for it. */
    private record Wrong(Snapshot snapshot, String place, int sent, int held) {}

    @ParameterizedTest
    @CsvSource({
        "meadow, PLAIN, everyone",
        "meadow, PACKED, radius",
        "crews, PLAIN, radius",
        "crews, PACKED, everyone",
        "secrets, PACKED, radius"
    })
    void shouldNameTableRowColumnAndBothValuesWhateverIsWrong(String game, Codec codec, String mode) {
        for (long seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            RoomDriver room = new RoomDriver(type(game, codec, mode, seed));
            List<Guest> guests = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                guests.add(room.join("guest " + i, true));
            }
            guests.add(room.watch("somebody"));
            guests.forEach(guest -> guest.setRoundTripMillis(150));
            ticks(room, guests, 20 + random.nextInt(40), random);
            for (int trial = 0; trial < 3; trial++) {
                Guest guest = guests.get(random.nextInt(guests.size()));
                int lag = random.nextInt(8);
                Wrong wrong = wrong(guest.watcher().snapshot(), random);
                HeldState held = new HeldState(wrong.snapshot());
                // A client says what is wrong before it acknowledges that snapshot.
                guest.setAcks(false);
                ticks(room, guests, lag, random);
                guest.complain(held.hashes(), true);
                guest.setAcks(true);
                ticks(room, guests, 1 + random.nextInt(8), random);
                guest.complain(held.rows(last(guest)), false);
                ticks(room, guests, 1, random);

                String where = game + ", seed " + seed + ", trial " + trial;
                assertThat(log.take())
                        .as(where)
                        .singleElement()
                        .asString()
                        .startsWith("WARN desync of " + (guests.indexOf(guest) == 4 ? "a spectator" : "player "))
                        .contains(
                                " at tick " + wrong.snapshot().tick() + ": ",
                                wrong.place(),
                                "(raw " + wrong.sent() + ")",
                                "raw " + wrong.held() + ")")
                        .doesNotContain("more");
                assertThat(last(guest).getFinding()).as(where).contains(wrong.place());
                ticks(room, guests, 60, random);
            }
            assertThat(room.count(Counter.DESYNCS_EXPLAINED)).isEqualTo(3);
            assertThat(room.count(Counter.DESYNCS_UNEXPLAINED)).isZero();
            assertThat(room.count(Counter.DESYNC_REPORTS_REFUSED)).isZero();
        }
    }

    @Test
    void shouldSayWhichRowIsMissingAndHowManyMoreDiffer() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(Meadow::new));
        Guest ada = room.join("Ada", true);
        room.ticks(30);
        Snapshot held = copy(ada.watcher().snapshot());
        Rows sheep = held.table(Meadow.SHEEP);
        sheep.remove(sheep.next(0));
        for (int row = sheep.next(0), i = 0; i < 99; row = sheep.next(row + 1), i++) {
            sheep.set(0, row, sheep.column(0)[row] + 1);
        }
        Desync rows = complain(room, ada, held);

        assertThat(rows.getRowsCount()).isEqualTo(HeldState.MOST_ROWS);
        assertThat(rows.getMoreRows()).isEqualTo(100 - HeldState.MOST_ROWS);
        assertThat(rows.getSerializedSize()).isLessThan(4000);
        assertThat(log.take()).singleElement().asString().contains("; 63 more differ; 36 more rows were not sent");

        Snapshot other = copy(ada.watcher().snapshot());
        int dead = other.table(Meadow.SHEEP).next(0);
        other.table(Meadow.SHEEP).remove(dead);
        complain(room, ada, other);
        assertThat(log.take())
                .singleElement()
                .asString()
                .contains(
                        "table sheep, row " + dead + " (entity ", "): the server sent it, the client did not have it");
    }

    @Test
    void shouldNotPutTextsOfPeopleIntoTheLog() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(Meadow::new));
        Guest ada = room.join("Ada", true);
        room.ticks(5);
        Snapshot held = copy(ada.watcher().snapshot());
        int key = held.textEnd();
        held.setText(key, "Adele");
        held.table(0).set(2, 0, key);

        complain(room, ada, held);

        assertThat(log.take())
                .singleElement()
                .asString()
                .contains("table shepherds, row 0", "column name: the server sent a text of 3 characters")
                .contains("the client held a text of 5 characters")
                .doesNotContain("Ada", "Adele");
    }

    @Test
    void shouldSayNothingOfRowsThatTheClientWasNotSent() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(() -> new Crews(0)));
        Guest ada = room.join("Ada", true);
        Guest bo = room.join("Bo", true);
        room.ticks(10);
        Snapshot own = ada.watcher().snapshot();
        Snapshot others = bo.watcher().snapshot();
        int table = table(own, "sailors", "gold");
        int hisRow = others.table(table).next(0);
        int hisId = others.table(table).id(hisRow);
        Snapshot held = copy(own);
        held.table(table).put(hisRow, others.table(table).generation(hisRow));
        HeldState state = new HeldState(held);
        ada.complain(state.hashes(), true);
        room.tick();
        assertThat(last(ada).getTables(0).getIdsList()).doesNotContain(hisId);
        ada.complain(state.rows(last(ada)), false);
        room.tick();

        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith("row " + hisRow + " (entity " + hisId + "): the server did not send it, the client held it");
    }

    @Test
    void shouldSayWhyItDoesNotKnow() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(Meadow::new));
        Guest ada = room.join("Ada", true);
        room.ticks(10);
        Snapshot old = copy(ada.watcher().snapshot());
        room.ticks(200);

        assertUnexplained(room, ada, new HeldState(old).hashes(), "is not known any more");
        assertUnexplained(room, ada, new HeldState(ada.watcher().snapshot()).hashes(), "no table differs by its hash");
        assertUnexplained(room, ada, now(ada).addTableHashes(1).build(), "sent the hashes of 1 tables: it has 2");
        room.ticks(100);
        assertUnexplained(room, ada, now(ada).setTick(-5).addTableHashes(1).build(), "is not known any more");
        room.ticks(100);

        ada.complain(now(ada).addTableHashes(1).addTableHashes(2).build(), true);
        room.ticks(102);
        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith("rows of tables shepherds, sheep differ, and the client did not say which");
        assertThat(room.count(Counter.DESYNCS_UNEXPLAINED)).isEqualTo(5);
        assertThat(room.count(Counter.DESYNCS_EXPLAINED)).isZero();
    }

    @Test
    void shouldTakeWhateverRowsAClientMakesUp() {
        List<ClientRow> rows = List.of(
                ClientRow.newBuilder().setTable(7).setId(65536).build(),
                ClientRow.newBuilder().setTable(-1).setId(-1).build(),
                ClientRow.newBuilder().setId(-1).setAbsent(true).build(),
                ClientRow.newBuilder()
                        .setTable(0)
                        .setId(65536)
                        .addValues(1)
                        .addValues(2)
                        .addValues(3)
                        .build(),
                ClientRow.newBuilder().setTable(0).setId(65536).build());
        List<String> why = List.of(
                "a row of table 7, which is none of those that differ",
                "a row of table 4294967295, which is",
                "row 65535 (entity 4294967295): neither side has it",
                "more values than the row has",
                "it differs beyond what the client sent of it");
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(Meadow::new));
        Guest ada = room.join("Ada", true);
        for (int i = 0; i < rows.size(); i++) {
            room.ticks(100);
            Desync.Builder said = now(ada);
            ada.complain(said.clone().addTableHashes(1).addTableHashes(2).build(), true);
            room.tick();
            ada.complain(said.addRows(rows.get(i)).build(), false);
            room.tick();
            assertThat(log.take()).singleElement().asString().contains(why.get(i));
        }
        room.ticks(100);
        Desync.Builder said = now(ada);
        ada.complain(said.clone().addTableHashes(1).addTableHashes(2).build(), true);
        room.tick();
        for (int i = 0; i < 65; i++) {
            said.addRows(rows.get(2));
        }
        ada.complain(said.build(), false);
        room.tick();
        assertThat(log.take()).singleElement().asString().contains("the client sent 65 rows: it may send at most 64");
        assertThat(room.count(Counter.DESYNCS_EXPLAINED)).isZero();
    }

    @Test
    void shouldGoOnWhateverAClientSays() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            RoomDriver room = new RoomDriver(type("secrets", Codec.PACKED, "radius", seed));
            Guest odd = room.join("odd", true);
            Guest other = room.join("other", true);
            room.ticks(5);
            for (int i = 0; i < 100; i++) {
                Desync.Builder said = Desync.newBuilder()
                        .setTick(odd.watcher().snapshot().tick() - random.nextInt(4) + 1)
                        .setMoreRows(random.nextInt());
                int hashes = random.nextInt(12);
                for (int h = random.nextInt(2); h > 0 && h < hashes; h++) {
                    said.addTableHashes(random.nextInt());
                }
                for (int r = random.nextInt(5); r > 0; r--) {
                    said.addRows(row(random));
                }
                odd.complain(said.build(), random.nextInt(3) == 0);
                room.ticks(1 + random.nextInt(20));
            }
            assertThat(other.watcher().outcomes()).as("seed %d", seed).containsOnly(Replica.Outcome.APPLIED);
            assertThat(odd.watcher().outcomes()).as("seed %d", seed).containsOnly(Replica.Outcome.APPLIED);
            assertThat(odd.outlet().reason()).as("seed %d", seed).isNull();
        }
        assertThat(log.take()).isNotEmpty();
    }

    private static ClientRow row(Random random) {
        ClientRow.Builder row = ClientRow.newBuilder()
                .setTable(random.nextInt(10) - 1)
                .setId(random.nextBoolean() ? random.nextInt() : 65536 + random.nextInt(8))
                .setAbsent(random.nextInt(4) == 0);
        for (int v = random.nextInt(8); v > 0; v--) {
            row.addValues(random.nextInt());
        }
        for (int t = random.nextInt(3); t > 0; t--) {
            row.addTexts("x".repeat(random.nextInt(9)));
        }
        return row.build();
    }

    @Test
    void shouldLookIntoOneDesyncForEachKeyframeThatMayBeAskedFor() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(Meadow::new));
        Guest greedy = room.join("Ada", true);
        room.ticks(10);
        for (int i = 0; i < 45; i++) {
            greedy.complain(now(greedy).addTableHashes(1).build(), true);
            room.tick();
        }
        assertThat(log.take()).as("three at once, and one in two seconds").hasSize(3 + 1);
        assertThat(room.count(Counter.DESYNC_REPORTS_REFUSED)).isEqualTo(41);

        greedy.complain(now(greedy).addRows(ClientRow.getDefaultInstance()).build(), false);
        room.tick();
        assertThat(room.count(Counter.DESYNC_REPORTS_REFUSED))
                .as("rows that nobody asked for")
                .isEqualTo(42);

        greedy.complain(now(greedy).addTableHashes(1).build(), false);
        greedy.complain(now(greedy).addTableHashes(1).build(), false);
        room.tick();
        assertThat(room.count(Counter.DESYNC_REPORTS_REFUSED))
                .as("one at a time")
                .isEqualTo(44);
        assertThat(log.take()).isEmpty();
    }

    private void assertUnexplained(RoomDriver room, Guest guest, Desync said, String why) {
        guest.complain(said, true);
        room.tick();
        assertThat(log.take()).singleElement().asString().contains(why);
        assertThat(last(guest).getFinding()).contains(why);
    }

    private static Desync complain(RoomDriver room, Guest guest, Snapshot held) {
        HeldState state = new HeldState(held);
        guest.complain(state.hashes(), true);
        room.tick();
        Desync rows = state.rows(last(guest));
        guest.complain(rows, false);
        room.tick();
        return rows;
    }

    private static Desync.Builder now(Guest guest) {
        return Desync.newBuilder().setTick(guest.watcher().snapshot().tick());
    }

    private static DesyncAnswer last(Guest guest) {
        List<DesyncAnswer> said = guest.watcher().desyncs();
        return said.get(said.size() - 1);
    }

    private static RoomType type(String game, Codec codec, String mode, long seed) {
        RoomTypes types = RoomTypes.asShipped().seed(seed).codec(codec).hashEverySnapshotLimit(100);
        RoomTypes shown = mode.equals("radius") ? types.interest(RADII) : types;
        return switch (game) {
            case "meadow" -> shown.build(Meadow::new);
            case "crews" -> shown.build(() -> new Crews(1));
            default ->
                shown.playerLimit(Secrets.PLAYERS).build(() -> new Secrets(seed, seed, mode.equals("radius"), false));
        };
    }

    private static void ticks(RoomDriver room, List<Guest> guests, int count, Random random) {
        for (int i = 0; i < count; i++) {
            for (Guest guest : guests) {
                guest.outlet().setIdle(random.nextInt(6) > 0);
            }
            room.tick();
        }
        guests.forEach(guest -> guest.outlet().setIdle(true));
        room.tick();
    }

    private static Wrong wrong(Snapshot held, Random random) {
        Snapshot copy = copy(held);
        while (true) {
            int table = random.nextInt(copy.tableCount());
            TableType type = copy.schema().tables().get(table);
            Rows rows = copy.table(table);
            if (rows.count() == 0) {
                continue;
            }
            int row = rows.next(0);
            for (int skip = random.nextInt(rows.count()); skip > 0; skip--) {
                row = rows.next(row + 1);
            }
            int c = type.columns().isEmpty()
                    ? -1
                    : random.nextInt(type.columns().size());
            if (c < 0 || type.columns().get(c).isText()) {
                continue;
            }
            ColumnType column = type.columns().get(c);
            int cell = random.nextInt(column.cells());
            int at = row * column.cells() + cell;
            int sent = rows.column(c)[at];
            rows.column(c)[at] = sent + 1;
            String cells = column.cells() == 1 ? "" : "[" + cell + "]";
            String place = "table " + type.name() + ", row " + row + " (entity " + rows.id(row) + "), column "
                    + column.name() + cells + ": ";
            return new Wrong(copy, place, sent, sent + 1);
        }
    }

    private static Snapshot copy(Snapshot held) {
        Snapshot copy = new Snapshot(held.schema());
        copy.copyFrom(held);
        return copy;
    }

    private static int table(Snapshot of, String name, String column) {
        List<TableType> tables = of.schema().tables();
        for (int t = 0; t < tables.size(); t++) {
            if (tables.get(t).name().equals(name) && tables.get(t).indexOf(column) >= 0) {
                return t;
            }
        }
        throw new AssertionError("no such table");
    }
}
