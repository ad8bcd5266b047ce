package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.state.View;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Chooses the rows of which a player is sent the private columns: its own rows, and those of its team.
 *
 * <p>Rows are sorted by owner once per snapshot; after that, a player's rows take time only for themselves. A row
 * without an owner in the room is sent to nobody. Belongs to the room's loop; allocates nothing.
 */
public final class Ownership {
    private static final int NONE = -1;

    private final int[] ownerColumns;
    private final IntUnaryOperator teamOf;
    private final boolean hasTeams;
    private final boolean[] isPrivate;
    private final int[][] firstOwned;
    private final int[][] nextOwned;
    private final int[] teams;
    private final int[] firstMember;
    private final int[] nextMember;

    /**
     * For snapshots of a schema.
     *
     * @param ownerColumns for each table the index of an integer column with the numbers of the rows' owners, or
     *     {@link TableType#OWNED_BY_ROW}
     * @param teamOf gives the team of a player in the room: 0 to the number of players that a game takes − 1; −1: in
     *     none
     */
    public Ownership(Schema schema, int[] ownerColumns, IntUnaryOperator teamOf) {
        this.ownerColumns = ownerColumns.clone();
        this.teamOf = teamOf;
        hasTeams = !schema.partsFor(Audience.TEAM).isEmpty();
        int players = schema.inputs().capacity();
        int tables = schema.tables().size();
        isPrivate = new boolean[tables];
        firstOwned = new int[tables][];
        nextOwned = new int[tables][];
        for (TablePart part : schema.parts()) {
            if (part.audience() != Audience.EVERYBODY) {
                isPrivate[part.table()] = true;
                firstOwned[part.table()] = new int[players];
                nextOwned[part.table()] = new int[part.type().capacity()];
            }
        }
        teams = new int[players];
        firstMember = new int[players];
        nextMember = new int[players];
    }

    /**
     * Sorts a snapshot's rows by owner, and the players in it by team; what is selected is of this snapshot from now
     * on.
     */
    public void look(Snapshot at) {
        for (int t = 0; t < isPrivate.length; t++) {
            if (isPrivate[t]) {
                sortRows(t, at.table(t), at.inputs());
            }
        }
        if (hasTeams) {
            sortPlayers(at.inputs());
        }
    }

    /** Adds a player's own rows to a view. */
    public void addOwn(int player, View into) {
        for (int t = 0; t < isPrivate.length; t++) {
            if (isPrivate[t]) {
                for (int row = firstOwned[t][player]; row != NONE; row = nextOwned[t][row]) {
                    into.add(t, row);
                }
            }
        }
    }

    /** Adds a player's own rows and those of its team to a view. */
    public void addTeam(int player, View into) {
        if (teams[player] == NONE) {
            addOwn(player, into);
            return;
        }
        for (int member = firstMember[teams[player]]; member != NONE; member = nextMember[member]) {
            addOwn(member, into);
        }
    }

    private void sortRows(int table, Rows rows, Rows players) {
        int[] first = firstOwned[table];
        int[] next = nextOwned[table];
        int[] owners = ownerColumns[table] == TableType.OWNED_BY_ROW ? null : rows.column(ownerColumns[table]);
        Arrays.fill(first, NONE);
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            int owner = owners == null ? row : owners[row];
            if (players.isPresent(owner)) {
                next[row] = first[owner];
                first[owner] = row;
            }
        }
    }

    private void sortPlayers(Rows players) {
        Arrays.fill(firstMember, NONE);
        for (int player = players.next(0); player >= 0; player = players.next(player + 1)) {
            int team = teamOf.applyAsInt(player);
            if (team < NONE || team >= firstMember.length) {
                throw new IllegalArgumentException("the team of player " + player + " must be from -1 to "
                        + (firstMember.length - 1) + ", not " + team);
            }
            teams[player] = team;
            if (team != NONE) {
                nextMember[player] = firstMember[team];
                firstMember[team] = player;
            }
        }
    }
}
