package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.state.Snapshot;
import org.junit.jupiter.api.Test;

/** Tables that have rows by how they are declared, and what rules ask of rows. */
class DeclaredRowsTest {
    private static final class Chess extends Game {
        private final Table seats = players(new Table("seats", 3));
        private final Column x = seats.fixed("x", 0, 100, 1);
        private final Column y = seats.fixed("y", 0, 100, 1);
        private final Column piece = seats.oneOf("piece", "pawn", "queen");
        private final Table board = filled(new Table("board", 64));
        private final Column owner = board.integer("owner", 0, 3);
        private final Cells taken = board.cells("taken", 4, 0, 9);
        private String seen = "";

        private Chess(boolean isPlaced) {
            inputs(new Table("inputs", 3));
            if (isPlaced) {
                seats.placedAt(x, y);
            }
        }

        @Override
        public void start(Step step) {
            assertThat(board.count()).isEqualTo(64);
        }

        @Override
        public void joined(Step step, int player) {
            x.set(player, 10 * player + 5);
            piece.set(player, "queen");
        }

        @Override
        public void left(Step step, int player) {
            seen += seats.isPresent(player) && piece.is(player, "queen") ? "queen " : "";
        }

        @Override
        public void step(Step step) {}
    }

    private final Chess chess = new Chess(true);
    private final Simulation room = new Simulation(chess, 20, 1);

    @Test
    void shouldHaveTheRowOfAPlayerFromBeforeItJoinsUntilAfterItLeaves() {
        room.join(2, "Ada");
        assertThat(chess.seats.first()).isEqualTo(2);
        assertThat(chess.seats.count()).isOne();
        room.leave(2);
        assertThat(chess.seen).isEqualTo("queen ");
        assertThat(chess.seats.count()).isZero();
        room.join(2, "Bo");
        assertThat(chess.y.get(2)).isZero();
    }

    @Test
    void shouldHaveTheSameRowsAfterACheckpoint() {
        room.join(1, "Ada");
        room.step();
        WorldState saved = room.save(null);
        Chess other = new Chess(true);
        Simulation resumed = new Simulation(other, 20, 2);
        resumed.restore(saved);
        resumed.leave(1);
        room.leave(1);
        assertThat(captured(resumed).table(0).count()).isZero();
        assertThat(captured(room).table(1).count())
                .isEqualTo(captured(resumed).table(1).count())
                .isEqualTo(64);
    }

    private static Snapshot captured(Simulation of) {
        Snapshot snapshot = new Snapshot(of.schema());
        of.capture(snapshot);
        return snapshot;
    }

    @Test
    void shouldSayWhatATableHasNoRowFor() {
        Game small = new Game() {
            {
                inputs(new Table("inputs", 3));
                players(new Table("seats", 1));
            }

            @Override
            public void step(Step step) {}
        };
        Simulation tooSmall = new Simulation(small, 20, 1);
        assertThatThrownBy(() -> tooSmall.join(1, "Ada"))
                .hasMessage("row 1 of table seats is not free: it is taken, or not from 0 to 0");
    }

    @Test
    void shouldLookFromThePlaceOfItsRowOrFromEverywhere() {
        Eye eye = new Eye();
        Eye expected = new Eye().at(25, 0);
        room.join(2, "Ada");
        room.look(2, eye);
        assertThat(eye).usingRecursiveComparison().isEqualTo(expected);

        Simulation placeless = new Simulation(new Chess(false), 20, 1);
        placeless.join(2, "Ada");
        placeless.look(2, eye);
        expected.everywhere();
        assertThat(eye).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void shouldRefuseWhatIsNoLabel() {
        room.join(0, "Ada");
        assertThatThrownBy(() -> chess.piece.set(0, "king"))
                .hasMessage("column piece holds no texts, and has no such label");
        assertThatThrownBy(() -> chess.piece.is(0, "king")).hasMessage("column piece has no label king");
        assertThatThrownBy(() -> chess.owner.is(0, "king")).hasMessage("column owner has no label king");
    }

    @Test
    void shouldSetAndAskForLabels() {
        room.join(0, "Ada");
        assertThat(chess.piece.is(0, "queen")).isTrue();
        assertThat(chess.piece.is(0, "pawn")).isFalse();
        chess.piece.set(0, "pawn");
        assertThat(chess.piece.raw(0)).isZero();
    }

    @Test
    void shouldFindAndCountRows() {
        chess.owner.set(7, 2);
        chess.owner.set(9, 2);
        assertThat(chess.board.find(chess.owner, 2)).isEqualTo(7);
        assertThat(chess.board.count(chess.owner, 2)).isEqualTo(2);
        chess.board.remove(7);
        assertThat(chess.board.find(chess.owner, 2)).isEqualTo(9);
        assertThat(chess.board.find(chess.owner, 3)).isEqualTo(-1);
        assertThatThrownBy(() -> chess.board.find(chess.x, 2)).hasMessage("column x is not in table board");
        assertThatThrownBy(() -> chess.board.count(chess.x, 2)).hasMessage("column x is not in table board");
    }

    @Test
    void shouldFindCountAndCopyCells() {
        chess.taken.set(3, 2, 8);
        chess.taken.set(3, 3, 8);
        assertThat(chess.taken.find(3, 8)).isEqualTo(2);
        assertThat(chess.taken.find(3, 9)).isEqualTo(-1);
        assertThat(chess.taken.count(3, 8)).isEqualTo(2);
        chess.taken.copy(5, chess.taken, 3);
        assertThat(chess.taken.count(5, 8)).isEqualTo(2);
        assertThat(chess.taken.get(5, 0)).isZero();
    }
}
