package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StateHashTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new TableType(
                            "ships",
                            6,
                            List.of(
                                    ColumnType.integer("cargo", -10, 10),
                                    ColumnType.integer("secret", 0, 10).asHidden(),
                                    ColumnType.angle("heading", 10),
                                    ColumnType.text("name"))),
                    new TableType("gulls", 6, List.of())),
            new TableType("helm", 3, List.of(ColumnType.flag("sail"))));

    private final StateHash hash = new StateHash(SCHEMA);

    /** The number comes from a few lines of Python that follow PROTOCOL.md. */
    @Test
    void shouldHashWhatIsVisibleAsTheProtocolSays() {
        assertThat(hash.ofVisible(scene())).isEqualTo(0x84EDD0DD);
    }

    @Test
    void shouldDifferForAnythingThatAClientWouldSee() {
        Map<String, Consumer<Snapshot>> changes = new TreeMap<>();
        changes.put("a value", scene -> scene.table(0).column(0)[5]++);
        changes.put("a value of the last column", scene -> scene.table(0).column(2)[0]--);
        changes.put("a generation", scene -> {
            scene.table(0).remove(5);
            put(scene, 5, 4, 9, 2, 0, 0);
        });
        changes.put("a slot", scene -> {
            scene.table(0).remove(5);
            put(scene, 4, 3, 9, 2, 0, 0);
        });
        changes.put("a row more", scene -> scene.table(1).put(0, 1));
        changes.put("a row less", scene -> scene.table(0).remove(0));
        changes.put("a text", scene -> scene.setText(2, "Zoe 🚀"));
        changes.put("no text", scene -> scene.setText(2, null));
        int original = hash.ofVisible(scene());
        changes.forEach((what, change) -> {
            Snapshot changed = scene();
            change.accept(changed);
            assertThat(hash.ofVisible(changed)).as(what).isNotEqualTo(original);
            assertThat(hash.ofAll(changed)).as(what).isNotEqualTo(hash.ofAll(scene()));
        });
    }

    @Test
    void shouldDifferForWhatIsHiddenInTheFullHashOnly() {
        Map<String, Consumer<Snapshot>> changes = new TreeMap<>();
        changes.put("a hidden value", scene -> scene.table(0).column(1)[0]++);
        changes.put("a held input", scene -> scene.inputs().column(0)[2]++);
        changes.put("a player", scene -> scene.inputs().put(0, 1));
        changes.put("the generator", scene -> scene.random()[3]++);
        changes.put("the tick", scene -> scene.setTick(8));
        changes.put("a text of no visible cell", scene -> scene.setText(1, "a"));
        changes.put("a text's key", scene -> {
            scene.setText(3, scene.text(2));
            scene.setText(2, null);
            scene.table(0).column(3)[0] = 3;
        });
        changes.forEach((what, change) -> {
            Snapshot changed = scene();
            change.accept(changed);
            assertThat(hash.ofVisible(changed)).as(what).isEqualTo(hash.ofVisible(scene()));
            assertThat(hash.ofAll(changed)).as(what).isNotEqualTo(hash.ofAll(scene()));
        });
    }

    @Test
    void shouldAddWhatSomeAreToldToThePublicHash() {
        Schema schema = new Schema(
                List.of(new TableType(
                        "ships",
                        70,
                        List.of(
                                ColumnType.integer("gold", 0, 9).forAudience(Audience.OWNER),
                                ColumnType.flag("flag"),
                                ColumnType.integer("plan", 0, 9).forAudience(Audience.TEAM)))),
                new TableType("helm", 3, List.of()));
        Snapshot all = new Snapshot(schema);
        put(all, 1, 3, 4, 1, 6);
        put(all, 69, 3, 5, 0, 7);
        View own = new View(schema);
        own.add(0, 69);
        Sight seen = Sight.through(own);
        seen.look(all);
        Snapshot told = new Snapshot(schema.visible());
        told.table(0).copyFrom(rows(all.table(0), 1));
        told.table(1).put(69, 3);
        told.table(1).column(0)[69] = 5;
        told.table(2).put(69, 3);
        told.table(2).column(0)[69] = 7;

        StateHash server = new StateHash(schema);
        int hash =
                server.ofPublic(all) + server.ofPrivate(Audience.OWNER, seen) + server.ofPrivate(Audience.TEAM, seen);

        StateHash client = new StateHash(schema.visible());
        assertThat(hash).isEqualTo(client.ofVisible(told));
        assertThat(client.ofPublic(told)).isEqualTo(server.ofPublic(all)).isNotEqualTo(hash);
        told.table(1).column(0)[69]++;
        assertThat(hash).isNotEqualTo(client.ofVisible(told));
    }

    /** One column of rows, as rows of their own. */
    private static Rows rows(Rows from, int column) {
        Rows rows = Rows.live(new TableType("t", from.capacity(), List.of(ColumnType.flag("a"))));
        for (int row = from.next(0); row >= 0; row = from.next(row + 1)) {
            rows.put(row, from.generation(row));
            rows.column(0)[row] = from.column(column)[row];
        }
        return rows;
    }

    @Test
    void shouldNotDependOnWhatIsLeftInFreeSlots() {
        Snapshot scene = scene();
        put(scene, 3, 1, 7, 7, 7);
        scene.table(0).remove(3);
        assertThat(hash.ofAll(scene)).isEqualTo(hash.ofAll(scene()));
    }

    @Test
    void shouldBeTheSameForACopy() {
        Snapshot copy = new Snapshot(SCHEMA);
        put(copy, 2, 9, 9, 9, 9);
        copy.setText(1, "old");
        copy.copyFrom(scene());
        assertThat(hash.ofAll(copy)).isEqualTo(hash.ofAll(scene()));
        copy.clear();
        copy.setTick(0);
        assertThat(hash.ofVisible(copy)).isEqualTo(hash.ofVisible(new Snapshot(SCHEMA)));
    }

    /** Sights as of a player with tiers, of snapshots of a world that goes on; some know no more what they showed. */
    @Test
    void shouldBeTheSameForACopyThatKnowsWhatHasChangedAsForOneThatDoesNot() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Rows live = Rows.live(SCHEMA.tables().get(0));
            List<Snapshot> snapshots = List.of(new Snapshot(SCHEMA), new Snapshot(SCHEMA), new Snapshot(SCHEMA));
            Sight[] sights = new Sight[snapshots.size()];
            for (int step = 0; step < 300; step++) {
                int row = random.nextInt(live.capacity());
                if (!live.isPresent(row)) {
                    live.put(row, 1 + random.nextInt(5));
                } else if (random.nextInt(4) == 0) {
                    live.remove(row);
                } else {
                    live.set(random.nextInt(3), row, random.nextInt(10));
                }
                Snapshot now = snapshots.get(random.nextInt(snapshots.size()));
                now.table(0).copyFrom(live);
                now.setTick(step);
                for (int i = 0; i < sights.length; i++) {
                    View view = new View(SCHEMA);
                    view.add(0, random.nextInt(live.capacity()));
                    view.add(0, random.nextInt(live.capacity()));
                    sights[i] = Sight.through(view);
                    if (random.nextInt(5) > 0) {
                        sights[i].look(snapshots.get(i));
                    }
                }
                Snapshot merged = new Snapshot(SCHEMA);
                merged.merge(sights);
                String where = "seed " + seed + " step " + step;
                assertThat(hash.ofPublic(sights)).as(where).isEqualTo(new StateHash(SCHEMA).ofPublic(merged));
                for (Snapshot snapshot : snapshots) {
                    assertThat(hash.ofAll(snapshot)).as(where).isEqualTo(new StateHash(SCHEMA).ofAll(plain(snapshot)));
                }
            }
        }
    }

    private static Snapshot plain(Snapshot snapshot) {
        Snapshot copy = new Snapshot(SCHEMA);
        copy.copyFrom(snapshot);
        copy.table(0).touch(0);
        return copy;
    }

    private static Snapshot scene() {
        Snapshot snapshot = new Snapshot(SCHEMA);
        snapshot.setTick(7);
        put(snapshot, 0, 1, -7, 1, 1023, 2);
        put(snapshot, 5, 3, 9, 2, 0, 0);
        snapshot.inputs().put(2, 1);
        snapshot.setText(2, "Zoë 🚀");
        return snapshot;
    }

    private static void put(Snapshot snapshot, int slot, int generation, int... raws) {
        Rows rows = snapshot.table(0);
        rows.put(slot, generation);
        for (int c = 0; c < raws.length; c++) {
            rows.column(c)[slot] = raws[c];
        }
    }
}
