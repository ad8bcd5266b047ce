package dev.tickwire.simulation.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {
    private static final int ADA = 0;
    private static final int BO = 1;

    private final WhiteboardRig rig = new WhiteboardRig();
    private final Notes notes = rig.notes;

    @BeforeEach
    void join() {
        rig.join(ADA);
        rig.join(BO);
    }

    @Test
    void shouldDoADeedOnceThoughItsInputHolds() {
        rig.add(ADA, 100, 100);
        rig.step();
        rig.step();
        assertThat(notes.count()).isEqualTo(1);
        assertThat(rig.people.done.raw(ADA)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7})
    void shouldDoNoDeedButTheNextOne(int deed) {
        rig.add(ADA, 100, 100);
        rig.set(ADA, rig.whiteboard.hands.deed, deed);
        rig.step();
        assertThat(notes.count()).isEqualTo(1);
        rig.add(ADA, 100, 100);
        assertThat(notes.count()).isEqualTo(2);
    }

    @Test
    void shouldDoMoreDeedsThanThereAreNumbers() {
        for (int i = 1; i <= 3 * Hands.LAST_DEED; i++) {
            assertThat(rig.add(ADA, 100, 100)).isEqualTo(i);
        }
    }

    @Test
    void shouldSayThatThereIsNoSpaceForMoreNotes() {
        for (int i = 0; i < Notes.MOST; i++) {
            rig.add(ADA, i, i);
        }
        assertThat(rig.add(ADA, 100, 100)).isZero();
        assertThat(notes.count()).isEqualTo(Notes.MOST);
    }

    @Test
    void shouldNotMeanAnotherNoteByTheNumberOfOneThatIsGone() {
        int gone = rig.add(ADA, 100, 100);
        rig.deed(BO, Hands.DELETE, gone);
        int other = rig.add(BO, 300, 300);
        assertThat(other).isNotEqualTo(gone);
        rig.deed(ADA, Hands.DELETE, gone);
        rig.hold(ADA, gone, 900, 900);
        assertThat(notes.x.get(rig.row(other))).isEqualTo(300);
    }

    @Test
    void shouldNumberNotesAnewWithoutGivingANumberTwice() {
        int stays = rig.add(ADA, 100, 100);
        for (int i = 0; i < 2 * Notes.LAST_NUMBER; i++) {
            int number = rig.add(ADA, 200, 200);
            assertThat(number).isNotEqualTo(stays);
            rig.deed(ADA, Hands.DELETE, number);
        }
        assertThat(notes.count()).isEqualTo(1);
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
        rig.deed(BO, Hands.MOVE, note);
        rig.deed(BO, Hands.DELETE, note);
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
    void shouldRecolorAndMoveByDeeds() {
        int note = rig.add(ADA, 100, 100);
        rig.set(BO, rig.whiteboard.hands.toColor, 5);
        rig.deed(BO, Hands.RECOLOR, note);
        rig.set(BO, rig.whiteboard.hands.toX, 640);
        rig.deed(BO, Hands.MOVE, note);
        assertThat(notes.color.raw(rig.row(note))).isEqualTo(5);
        assertThat(notes.x.get(rig.row(note))).isEqualTo(640);
    }

    @Test
    void shouldWriteAfterTheLetterThatIsNamed() {
        int note = rig.add(ADA, 100, 100);
        int first = rig.write(ADA, note, 0, "Gd");
        rig.write(BO, note, first, "oo");
        rig.write(ADA, note, first + 1, " 🚀\nZoë");
        rig.write(BO, note, 0, ">");
        assertThat(rig.text(note)).isEqualTo(">Good 🚀\nZo".concat("ë"));
        assertThat(notes.length.raw(rig.row(note))).isEqualTo(11);
    }

    @Test
    void shouldKeepTheWordsOfTwoWhoWriteAtOnePlaceWhole() {
        int note = rig.add(ADA, 100, 100);
        int both = rig.write(ADA, note, 0, "-");
        int ada = rig.write(ADA, note, both, "milk");
        int bo = rig.write(BO, note, both, "bread");
        rig.write(ADA, note, ada + 3, "!");
        rig.write(BO, note, bo + 4, "?");
        assertThat(rig.text(note)).isEqualTo("-bread?milk!");
    }

    @Test
    void shouldStrikeOutLettersByTheirNumbersWhateverComesBetween() {
        int note = rig.add(ADA, 100, 100);
        int first = rig.write(ADA, note, 0, "abcd");
        rig.write(BO, note, first, "XY");
        rig.strike(ADA, note, first, first + 1, first + 3);
        assertThat(rig.text(note)).isEqualTo("XYc");
        rig.strike(BO, note, first, first + 2);
        assertThat(rig.text(note)).isEqualTo("XY");
    }

    @Test
    void shouldWriteNothingAfterALetterThatIsGoneAndSaySo() {
        int note = rig.add(ADA, 100, 100);
        int first = rig.write(ADA, note, 0, "ab");
        rig.strike(BO, note, first);
        assertThat(rig.write(ADA, note, first, "late")).isZero();
        assertThat(rig.text(note)).isEqualTo("b");
        assertThat(rig.write(ADA, note, 0, "again")).isPositive();
        assertThat(rig.text(note)).isEqualTo("againb");
    }

    @Test
    void shouldSayOfNoOtherDeedThatItWrote() {
        int note = rig.add(ADA, 100, 100);
        assertThat(rig.write(ADA, note, 0, "ab")).isPositive();
        rig.deed(ADA, Hands.RAISE, note);
        assertThat(rig.people.wrote.raw(ADA)).isZero();
        assertThat(rig.write(ADA, note, 0, "ab")).isPositive();
        assertThat(rig.write(ADA, note + 1, 0, "on no note")).isZero();
    }

    @Test
    void shouldWriteAllThatWasAskedForOrNothing() {
        int note = rig.add(ADA, 100, 100);
        int last = 0;
        for (int i = 0; i < 9; i++) {
            last = rig.write(ADA, note, last, "12345678") + 7;
        }
        assertThat(rig.write(BO, note, last, "123456789")).isPositive();
        assertThat(rig.write(BO, note, 0, "!")).isZero();
        assertThat(rig.text(note)).hasSize(Letters.PER_NOTE).doesNotContain("!");
        assertThat(rig.text(rig.add(BO, 1, 1))).isEmpty();
        rig.strike(ADA, note, last);
        assertThat(rig.write(BO, note, 0, "!?")).isZero();
        assertThat(rig.write(BO, note, 0, "!")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 13, 27, 127, 0x85, 0xD800, 0xDFFF})
    void shouldStopWritingAtWhatIsNoLetter(int code) {
        int note = rig.add(ADA, 100, 100);
        rig.sayLetters(ADA, 'a', code, 'c');
        rig.deed(ADA, Hands.WRITE, note);
        assertThat(rig.text(note)).isEqualTo("a");
    }

    @Test
    void shouldNumberLettersAnewWithoutGivingANumberTwice() {
        int note = rig.add(ADA, 100, 100);
        rig.write(ADA, note, 0, "abc");
        notes.lastLetter.setRaw(rig.row(note), Letters.LAST_NUMBER - 3);
        assertThat(rig.write(ADA, note, 0, "xyz")).isEqualTo(Letters.LAST_NUMBER - 2);
        assertThat(rig.write(ADA, note, 0, "defg")).isEqualTo(4);
        notes.lastLetter.setRaw(rig.row(note), Letters.LAST_NUMBER - 5);
        assertThat(rig.write(ADA, note, 0, "hi")).isEqualTo(Letters.LAST_NUMBER - 4);
        assertThat(rig.write(ADA, note, 0, "jk")).isEqualTo(8);
        assertThat(rig.text(note)).isEqualTo("jkhidefgxyzabc");
    }

    @Test
    void shouldTakeTheLettersOfADeletedNoteAway() {
        int note = rig.add(ADA, 100, 100);
        rig.write(ADA, note, 0, "gone");
        rig.deed(BO, Hands.DELETE, note);
        assertThat(rig.write(ADA, note, 4, "already")).isZero();
        assertThat(rig.whiteboard.letters.count()).isZero();
    }

    @Test
    void shouldShowWhoWritesOnWhichNote() {
        int note = rig.add(ADA, 100, 100);
        rig.set(BO, rig.whiteboard.hands.edits, note);
        rig.step();
        assertThat(rig.people.edits.raw(BO)).isEqualTo(note);
        rig.deed(ADA, Hands.DELETE, note);
        rig.step();
        assertThat(rig.people.edits.raw(BO)).isZero();
    }
}
