package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.state.View;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the rows of which a player is sent what is not for everybody: its own rows, and those of its team.
 *
 * <p>Rows are sorted by owner as they change; after that, a player's rows take time only for themselves. A row without
 * an owner in the room is sent to nobody. Belongs to the room's loop; allocates nothing.
 */
public final class Ownership {
    private static final int NONE = -1;

    private final List<Telling> tellings;
    private final IntUnaryOperator teamOf;
    private final boolean hasTeams;
    /** Of tables with private parts; null: all is for everybody, or for nobody. */
    private final @Nullable RowsByKey[] rows;

    private final int[] teams;
    private final int[] firstMember;
    private final int[] nextMember;
    private Snapshot snapshot;

    /**
     * For snapshots of a schema.
     *
     * @param tellings for each table who is told what is for the owner of a row
     * @param teamOf gives the team of a player in the room: 0 to the number of players that a game takes − 1; −1: in
     *     none
     */
    public Ownership(Schema schema, List<Telling> tellings, IntUnaryOperator teamOf) {
        this.tellings = List.copyOf(tellings);
        this.teamOf = teamOf;
        boolean isForTeams = !schema.partsFor(Audience.TEAM).isEmpty();
        for (TableType kind : schema.events()) {
            isForTeams |= kind.audience() == Audience.TEAM;
        }
        hasTeams = isForTeams;
        rows = new @Nullable RowsByKey[schema.tables().size()];
        for (TablePart part : schema.parts()) {
            if (part.audience() != Audience.EVERYBODY) {
                rows[part.table()] = new RowsByKey(
                        tellings.get(part.table()).row(), part.type().capacity());
            }
        }
        int players = schema.inputs().capacity();
        teams = new int[players];
        firstMember = new int[players];
        nextMember = new int[players];
        snapshot = new Snapshot(schema);
    }

    /**
     * Sorts a snapshot's rows by owner, and the players in it by team; what is selected is of this snapshot from now
     * on.
     */
    public void look(Snapshot at) {
        snapshot = at;
        for (int t = 0; t < rows.length; t++) {
            RowsByKey byKey = rows[t];
            if (byKey != null) {
                byKey.look(at.table(t));
            }
        }
        if (hasTeams) {
            sortPlayers(at.inputs());
        }
    }

    /** Adds the rows to a view of which a player is told what is for their owners. */
    public void addOwn(int player, View into) {
        for (int t = 0; t < rows.length; t++) {
            RowsByKey byKey = rows[t];
            if (byKey != null) {
                addOwn(player, byKey, t, into);
            }
        }
    }

    private void addOwn(int player, RowsByKey byKey, int table, View into) {
        Telling telling = tellings.get(table);
        if (telling.players() == Telling.NUMBERS) {
            byKey.addTo(into, table, player);
            return;
        }
        Rows players = telling.players() == Telling.INPUTS ? snapshot.inputs() : snapshot.table(telling.players());
        if (players.isPresent(player)) {
            byKey.addTo(into, table, players.column(telling.player())[player]);
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

    /** Whether a player is told what is for an audience of what belongs to a player, who may have left. */
    public boolean isTold(int player, Audience audience, int owner) {
        return switch (audience) {
            case EVERYBODY -> true;
            case OWNER -> owner == player;
            case TEAM -> owner == player || (teams[player] != NONE && teamOfOwner(owner) == teams[player]);
            case NOBODY -> false;
        };
    }

    private int teamOfOwner(int owner) {
        return snapshot.inputs().isPresent(owner) ? teams[owner] : NONE;
    }

    private void sortPlayers(Rows players) {
        Arrays.fill(firstMember, NONE);
        Arrays.fill(teams, NONE);
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
