package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;

/**
 * A sample that is no game: people point, write notes and draw on one board.
 *
 * <p>Everybody may change everything, but for moving or deleting a note that another holds. What does not fit (another
 * note, more letters, more ink) is left out.
 */
public final class Whiteboard extends Game {
    static final double WIDTH = 1600;
    static final double HEIGHT = 1000;
    static final double GRID = 1 / 2.0;
    static final int MOST_PLAYERS = 256;
    static final int NOBODY = -1;
    static final String[] COLORS = {"white", "yellow", "orange", "pink", "purple", "blue", "green"};

    final Notes notes = table(new Notes());
    final People people = players(new People(notes));
    final Letters letters = table(new Letters(notes));
    final Ink ink = table(new Ink());
    final Hands hands = inputs(new Hands());

    /** What people do to notes; the colour of a note is an index of {@link #COLORS}. */
    final Commands add = commands(new Commands("add", 8));

    final Column addX = add.fixed("x", 0, WIDTH, GRID);
    final Column addY = add.fixed("y", 0, HEIGHT, GRID);
    final Column addColor = add.oneOf("color", COLORS);

    final Commands move = commands(new Commands("move", 8));
    final Column moved = move.reference("note", notes);
    final Column moveX = move.fixed("x", 0, WIDTH, GRID);
    final Column moveY = move.fixed("y", 0, HEIGHT, GRID);

    final Commands recolor = commands(new Commands("recolor", 8));
    final Column recolored = recolor.reference("note", notes);
    final Column newColor = recolor.oneOf("color", COLORS);

    final Commands raise = commands(new Commands("raise", 8));
    final Column raised = raise.reference("note", notes);

    final Commands delete = commands(new Commands("delete", 8));
    final Column deleted = delete.reference("note", notes);

    /** Strikes letters out that have these consecutive numbers; those that are gone already are as they should be. */
    final Commands strike = commands(new Commands("strike", 32));

    final Column struckNote = strike.reference("note", notes);
    final Column struckFirst = strike.integer("first", 1, Letters.LAST_NUMBER);
    final Column struckCount = strike.integer("count", 1, Letters.PER_NOTE);

    /**
     * Writes all letters of a text or none, behind the letter with the number {@code after}; 0: they are the first.
     * They get consecutive numbers from {@code first} on. A line break is {@link Texts#LINE_BREAK}.
     */
    final Commands write = commands(new Commands("write", 32));

    final Column writtenNote = write.reference("note", notes);
    final Column writtenAfter = write.integer("after", 0, Letters.LAST_NUMBER);
    final Column writtenFirst = write.integer("first", 1, Letters.LAST_NUMBER);
    final Column writtenText = write.text("text", Letters.PER_NOTE);

    private final Pen pen = new Pen(this);
    private final Desk desk = new Desk(this);
    private final Texts texts = new Texts(this);

    @Override
    public void joined(Step step, int player) {
        people.player.setRaw(player, player);
        people.name.set(player, step.name(player));
    }

    @Override
    public void left(Step step, int player) {
        for (int note = notes.first(); note >= 0; note = notes.next(note)) {
            if (notes.touchedBy.raw(note) == player) {
                notes.held.set(note, false);
                notes.touchedBy.setRaw(note, NOBODY);
            }
        }
        for (int curve = ink.first(); curve >= 0; curve = ink.next(curve)) {
            if (ink.player.raw(curve) == player) {
                ink.player.setRaw(curve, NOBODY);
            }
        }
    }

    @Override
    public boolean sleepsWhenStill() {
        return true;
    }

    @Override
    public void step(Step step) {
        for (int player = hands.first(); player >= 0; player = hands.next(player)) {
            pen.follow(player);
            point(player);
            drag(player);
        }
        desk.step();
        texts.step();
    }

    private void point(int player) {
        people.x.setRaw(player, hands.x.raw(player));
        people.y.setRaw(player, hands.y.raw(player));
        people.pointing.set(player, hands.pointing.is(player));
        int edited = hands.edits.raw(player);
        people.edits.setRaw(player, notes.rowOf(edited) < 0 ? 0 : edited);
    }

    /** Moves the note that a person holds, and lets go of others. */
    private void drag(int player) {
        int wanted = notes.rowOf(hands.holds.raw(player));
        for (int note = notes.first(); note >= 0; note = notes.next(note)) {
            if (note == wanted && !notes.isKeptFrom(note, player)) {
                hold(player, note);
            } else if (notes.isHeldBy(note, player)) {
                notes.held.set(note, false);
            }
        }
    }

    private void hold(int player, int note) {
        if (!notes.held.is(note)) {
            notes.held.set(note, true);
            notes.touchedBy.setRaw(note, player);
            notes.raise(note);
        }
        notes.x.setRaw(note, hands.holdX.raw(player));
        notes.y.setRaw(note, hands.holdY.raw(player));
    }
}
