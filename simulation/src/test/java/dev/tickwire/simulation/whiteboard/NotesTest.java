package dev.tickwire.simulation.whiteboard;

import static dev.tickwire.simulation.whiteboard.WhiteboardRig.number;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotesTest {
    private static final int ADA = 0;
    private static final int BO = 1;

    private final WhiteboardRig rig = new WhiteboardRig();
    private final Whiteboard board = rig.whiteboard;
    private final Notes notes = rig.notes;

    @BeforeEach
    void join() {
        rig.join(ADA);
        rig.join(BO);
    }

    @Test
    void shouldSayThatThereIsNoSpaceForMoreNotes() {
        for (int i = 0; i < Notes.MOST; i++) {
            assertThat(rig.add(ADA, i, i)).isPositive();
        }
        assertThat(rig.add(ADA, 100, 100)).isZero();
        assertThat(notes.count()).isEqualTo(Notes.MOST);
    }

    @Test
    void shouldDoNothingToANoteThatIsGone() {
        int gone = rig.add(ADA, 100, 100);
        assertThat(rig.command(BO, board.delete, gone)).isTrue();
        int other = rig.add(BO, 300, 300);
        assertThat(rig.row(other)).isZero();
        assertThat(rig.command(ADA, board.delete, gone)).isFalse();
        assertThat(rig.command(ADA, board.move, gone, 500, 500)).isFalse();
        assertThat(rig.command(ADA, board.recolor, gone, 3)).isFalse();
        assertThat(rig.command(ADA, board.raise, gone)).isFalse();
        assertThat(rig.write(ADA, gone, 0, number(ADA, 1), "late")).isFalse();
        assertThat(rig.strike(ADA, gone, number(ADA, 1), 1)).isFalse();
        rig.hold(ADA, gone, 900, 900);
        assertThat(notes.x.get(rig.row(other))).isEqualTo(300);
        assertThat(rig.text(other)).isEmpty();
    }

    @Test
    void shouldDragANoteAndLayItOnTop() {
        int lower = rig.add(ADA, 100, 100);
        int upper = rig.add(ADA, 120, 120);
        rig.hold(BO, lower, 700.5, 500);
        assertThat(notes.x.get(rig.row(lower))).isEqualTo(700.5);
        assertThat(notes.height.raw(rig.row(lower))).isGreaterThan(notes.height.raw(rig.row(upper)));
        assertThat(notes.touchedBy.raw(rig.row(lower))).isEqualTo(BO);
        rig.hold(BO, 0, 0, 0);
        assertThat(notes.held.is(rig.row(lower))).isFalse();
        assertThat(notes.x.get(rig.row(lower))).isEqualTo(700.5);
    }

    @Test
    void shouldKeepANoteThatIsHeldFromOthers() {
        int note = rig.add(ADA, 100, 100);
        rig.hold(ADA, note, 200, 200);
        rig.hold(BO, note, 900, 900);
        assertThat(rig.command(BO, board.move, note, 900, 900)).isFalse();
        assertThat(rig.command(BO, board.delete, note)).isFalse();
        assertThat(rig.command(BO, board.raise, note)).isFalse();
        assertThat(notes.x.get(rig.row(note))).isEqualTo(200);
        rig.hold(ADA, 0, 0, 0);
        rig.step();
        assertThat(notes.x.get(rig.row(note))).isEqualTo(900);
    }

    @Test
    void shouldLetGoOfWhatWhoLeavesHeld() {
        int note = rig.add(ADA, 100, 100);
        rig.hold(ADA, note, 200, 200);
        rig.leave(ADA);
        rig.hold(BO, note, 900, 900);
        assertThat(notes.x.get(rig.row(note))).isEqualTo(900);
    }

    @Test
    void shouldLetGoOfWhatWhoseConnectionBrokeHeld() {
        int note = rig.add(ADA, 100, 100);
        rig.hold(ADA, note, 200, 200);
        rig.simulation.rest(ADA);
        rig.step();
        assertThat(notes.held.is(rig.row(note))).isFalse();
    }

    @Test
    void shouldRecolorMoveAndRaise() {
        int note = rig.add(ADA, 100, 100);
        int other = rig.add(ADA, 110, 110);
        assertThat(rig.command(BO, board.recolor, note, 5)).isTrue();
        assertThat(rig.command(BO, board.move, note, 640, 100)).isTrue();
        assertThat(rig.command(BO, board.raise, note)).isTrue();
        assertThat(notes.color.raw(rig.row(note))).isEqualTo(5);
        assertThat(notes.x.get(rig.row(note))).isEqualTo(640);
        assertThat(notes.height.raw(rig.row(note))).isGreaterThan(notes.height.raw(rig.row(other)));
        assertThat(notes.touchedBy.raw(rig.row(note))).isEqualTo(BO);
    }

    @Test
    void shouldWriteAfterTheLetterThatIsNamed() {
        int note = rig.add(ADA, 100, 100);
        rig.write(ADA, note, 0, number(ADA, 1), "Gd");
        rig.write(BO, note, number(ADA, 1), number(BO, 1), "oo");
        rig.write(ADA, note, number(ADA, 2), number(ADA, 3), " \ud83d\ude80↵Zoë");
        rig.write(BO, note, 0, number(BO, 3), ">");
        assertThat(rig.text(note)).isEqualTo(">Good \ud83d\ude80\nZoë");
        assertThat(notes.length.raw(rig.row(note))).isEqualTo(11);
    }

    @Test
    void shouldKeepTheWordsOfTwoWhoWriteAtOnePlaceWhole() {
        int note = rig.add(ADA, 100, 100);
        rig.write(ADA, note, 0, number(ADA, 1), "-");
        rig.write(ADA, note, number(ADA, 1), number(ADA, 2), "milk");
        rig.write(BO, note, number(ADA, 1), number(BO, 1), "bread");
        rig.write(ADA, note, number(ADA, 5), number(ADA, 6), "!");
        rig.write(BO, note, number(BO, 5), number(BO, 6), "?");
        assertThat(rig.text(note)).isEqualTo("-bread?milk!");
    }

    @Test
    void shouldStrikeOutLettersByTheirNumbersWhateverComesBetween() {
        int note = rig.add(ADA, 100, 100);
        rig.write(ADA, note, 0, number(ADA, 1), "abcd");
        rig.write(BO, note, number(ADA, 1), number(BO, 1), "XY");
        assertThat(rig.strike(ADA, note, number(ADA, 1), 2)).isTrue();
        assertThat(rig.text(note)).isEqualTo("XYcd");
        assertThat(rig.strike(BO, note, number(ADA, 1), 4)).isTrue();
        assertThat(rig.text(note)).isEqualTo("XY");
    }

    @Test
    void shouldWriteNothingAfterALetterThatIsGoneAndSaySo() {
        int note = rig.add(ADA, 100, 100);
        rig.write(ADA, note, 0, number(ADA, 1), "ab");
        rig.strike(BO, note, number(ADA, 1), 1);
        assertThat(rig.write(ADA, note, number(ADA, 1), number(ADA, 3), "late")).isFalse();
        assertThat(rig.text(note)).isEqualTo("b");
        assertThat(rig.write(ADA, note, 0, number(ADA, 3), "again")).isTrue();
        assertThat(rig.text(note)).isEqualTo("againb");
    }

    @Test
    void shouldWriteAllThatWasAskedForOrNothing() {
        int note = rig.add(ADA, 100, 100);
        assertThat(rig.write(ADA, note, 0, number(ADA, 1), "x".repeat(79))).isTrue();
        assertThat(rig.write(BO, note, 0, number(BO, 1), "!?")).isFalse();
        assertThat(rig.write(BO, note, 0, number(BO, 1), "!")).isTrue();
        assertThat(rig.write(BO, note, 0, number(BO, 2), "?")).isFalse();
        assertThat(rig.text(note)).isEqualTo("!" + "x".repeat(79));
        assertThat(rig.text(rig.add(BO, 1, 1))).isEmpty();
    }

    @Test
    void shouldTakeNoNumberTwiceAndNoneOfAnother() {
        int note = rig.add(ADA, 100, 100);
        assertThat(rig.write(ADA, note, 0, number(ADA, 5), "abc")).isTrue();
        assertThat(rig.write(ADA, note, 0, number(ADA, 3), "xyz")).isFalse();
        assertThat(rig.write(BO, note, 0, number(ADA, 9), "x")).isFalse();
        assertThat(rig.write(ADA, note, 0, number(BO, 0) - 1, "xy")).isFalse();
        assertThat(rig.write(ADA, rig.add(ADA, 1, 1), 0, number(ADA, 5), "on another note"))
                .isTrue();
        assertThat(rig.text(note)).isEqualTo("abc");
    }

    @Test
    void shouldTakeTheLettersOfADeletedNoteAway() {
        int note = rig.add(ADA, 100, 100);
        rig.write(ADA, note, 0, number(ADA, 1), "gone");
        rig.command(BO, board.delete, note);
        assertThat(board.letters.count()).isZero();
    }

    @Test
    void shouldShowWhoWritesOnWhichNote() {
        int note = rig.add(ADA, 100, 100);
        rig.set(BO, board.hands.edits, note);
        rig.step();
        assertThat(rig.people.edits.raw(BO)).isEqualTo(note);
        rig.command(ADA, board.delete, note);
        rig.step();
        assertThat(rig.people.edits.raw(BO)).isZero();
    }
}
