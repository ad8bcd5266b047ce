package dev.tickwire.proto.recording;

import dev.tickwire.proto.wire.JournalEntry;

/** Reads what {@link JournalWriter} wrote, from a start on. Trusts nothing. */
public final class JournalReader {
    private final InputBase base;
    private final int[] raws;

    /** Told of the inputs that an entry changes. */
    public interface Inputs {
        /** A player's inputs are these raw values now; the array is good until this returns. */
        void input(int player, int[] raws, int viewAgo) throws MalformedRecordingException;
    }

    /** Of a match with so many numbers for players, and columns of inputs. */
    public JournalReader(int players, int columns) {
        base = new InputBase(players, columns);
        raws = new int[columns];
    }

    /** Goes on from where another one is. */
    public JournalReader(JournalReader other) {
        base = new InputBase(other.base);
        raws = new int[other.raws.length];
    }

    /** Tells of the inputs of an entry. Every entry must be given to this, in order. */
    public void read(JournalEntry entry, Inputs to) throws MalformedRecordingException {
        switch (entry.getChangeCase()) {
            case START, CHECKPOINT -> base.clear();
            case JOIN -> forget(entry.getJoin().getPlayer());
            case LEAVE -> forget(entry.getLeave());
            case REST -> forget(entry.getRest());
            default -> {}
        }
        Numbers numbers = new Numbers(entry.getInputsList());
        int player = -1;
        while (numbers.hasNext()) {
            player += numbers.next();
            requirePlayer(player);
            base.read(player, numbers);
            base.copy(player, raws);
            to.input(player, raws, base.viewAgo(player));
        }
    }

    private void forget(int player) throws MalformedRecordingException {
        requirePlayer(player);
        base.clear(player);
    }

    private void requirePlayer(int player) throws MalformedRecordingException {
        if (player < 0 || player >= base.players()) {
            throw new MalformedRecordingException("there is no player " + player);
        }
    }
}
