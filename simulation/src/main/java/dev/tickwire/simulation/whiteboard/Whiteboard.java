package dev.tickwire.simulation.whiteboard;

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

    final Hands hands = inputs(new Hands());
    final People people = table(new People());
    final Notes notes = table(new Notes());
    final Letters letters = table(new Letters(notes));
    final Ink ink = table(new Ink());
    final Board board = table(new Board());

    private final Pen pen = new Pen(this);
    private final Deeds deeds = new Deeds(this);

    @Override
    public void start(Step step) {
        board.add();
    }

    @Override
    public void joined(Step step, int player) {
        people.addAt(player);
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
        people.remove(player);
    }

    @Override
    public void step(Step step) {
        for (int player = hands.first(); player >= 0; player = hands.next(player)) {
            pen.follow(player);
            point(player);
            drag(player);
            deeds.take(step, player);
        }
    }

    private void point(int player) {
        people.x.setRaw(player, hands.x.raw(player));
        people.y.setRaw(player, hands.y.raw(player));
        people.pointing.set(player, hands.pointing.is(player));
        int edits = hands.edits.raw(player);
        people.edits.setRaw(player, notes.find(edits) == Notes.NONE ? 0 : edits);
    }

    /** Moves the note that a person holds, and lets go of others. */
    private void drag(int player) {
        int wanted = hands.holds.raw(player);
        for (int note = notes.first(); note >= 0; note = notes.next(note)) {
            if (notes.number.raw(note) == wanted && !notes.isKeptFrom(note, player)) {
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
