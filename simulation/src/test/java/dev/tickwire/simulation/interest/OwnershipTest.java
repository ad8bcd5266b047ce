package dev.tickwire.simulation.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.state.View;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final int PLAYERS = 4;
    private static final int SHIPS = 0;
    private static final int ROCKS = 1;
    private static final int CHESTS = 2;
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new TableType("ships", 6, List.of(ColumnType.flag("armed").forAudience(Audience.OWNER))),
                    new TableType("rocks", 6, List.of(ColumnType.flag("hot"))),
                    new TableType(
                            "chests",
                            80,
                            List.of(
                                    ColumnType.integer("worth", 0, 9).forAudience(Audience.TEAM),
                                    ColumnType.integer("keeper", -5, 90)))),
            new TableType("keys", PLAYERS, List.of()));

    private final int[] teams = {-1, 2, 2, 0};
    private static final List<Telling> TELLINGS = List.of(
            Telling.ownedBy(TableType.OWNED_BY_ROW), Telling.ownedBy(TableType.OWNED_BY_ROW), Telling.ownedBy(1));

    private final Ownership ownership = new Ownership(SCHEMA, TELLINGS, player -> teams[player]);
    private final Snapshot snapshot = new Snapshot(SCHEMA);

    @BeforeEach
    void fill() {
        for (int player : new int[] {0, 1, 2, 3}) {
            snapshot.inputs().put(player, 1);
            snapshot.table(SHIPS).put(player, 1);
            snapshot.table(ROCKS).put(player, 1);
        }
        chest(5, 1);
        chest(70, 1);
        chest(79, 2);
    }

    @Test
    void shouldRefuseATeamThatCannotBe() {
        teams[3] = PLAYERS;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ownership.look(snapshot))
                .withMessage("the team of player 3 must be from -1 to 3, not 4");
        teams[3] = -2;
        assertThatIllegalArgumentException().isThrownBy(() -> ownership.look(snapshot));
    }

    @Test
    void shouldGiveRowsOfNobodyToNobody() {
        snapshot.table(SHIPS).put(5, 1);
        chest(6, -5);
        chest(7, PLAYERS);
        chest(8, 90);
        ownership.look(snapshot);
        for (int player = 0; player < PLAYERS; player++) {
            assertThat(own(SHIPS, player)).containsExactly(player);
            assertThat(own(CHESTS, player)).doesNotContain(6, 7, 8);
            assertThat(team(CHESTS, player)).doesNotContain(6, 7, 8);
        }
    }

    @Test
    void shouldGiveRowsToTheirOwners() {
        ownership.look(snapshot);
        assertThat(own(CHESTS, 1)).containsExactly(5, 70);
        assertThat(own(CHESTS, 2)).containsExactly(79);
        assertThat(own(CHESTS, 0)).isEmpty();
        assertThat(own(ROCKS, 1)).as("nothing of a rock is private").isEmpty();
    }

    @Test
    void shouldGiveRowsToTheTeamsOfTheirOwners() {
        chest(9, 0);
        ownership.look(snapshot);
        assertThat(team(CHESTS, 1)).containsExactly(5, 70, 79);
        assertThat(team(CHESTS, 2)).containsExactly(5, 70, 79);
        assertThat(team(CHESTS, 3)).isEmpty();
        assertThat(team(CHESTS, 0)).as("of who is in no team").containsExactly(9);
    }

    @Test
    void shouldFollowWhatChangesFromSnapshotToSnapshot() {
        ownership.look(snapshot);
        snapshot.table(CHESTS).remove(5);
        snapshot.table(CHESTS).column(1)[70] = 3;
        teams[2] = 0;
        ownership.look(snapshot);
        assertThat(own(CHESTS, 1)).isEmpty();
        assertThat(team(CHESTS, 1)).isEmpty();
        assertThat(team(CHESTS, 2)).containsExactly(70, 79);
    }

    @Test
    void shouldTellNobodyWhileTheOwnerIsNotThere() {
        snapshot.inputs().remove(1);
        teams[1] = 99;
        ownership.look(snapshot);
        assertThat(team(CHESTS, 2)).containsExactly(79);
    }

    private void chest(int row, int keeper) {
        snapshot.table(CHESTS).put(row, 1);
        snapshot.table(CHESTS).column(1)[row] = keeper;
    }

    private List<Integer> own(int table, int player) {
        View view = new View(SCHEMA);
        ownership.addOwn(player, view);
        return rows(table, view);
    }

    private List<Integer> team(int table, int player) {
        View view = new View(SCHEMA);
        ownership.addTeam(player, view);
        return rows(table, view);
    }

    private static List<Integer> rows(int table, View view) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < SCHEMA.tables().get(table).capacity(); row++) {
            if (view.sees(table, row)) {
                rows.add(row);
            }
        }
        return rows;
    }
}
