package dev.tickwire.server.seats;

import dev.tickwire.proto.wire.Feature;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.roomtype.RoomType;
import org.jspecify.annotations.Nullable;

/**
 * What a client that joins asks of a room.
 *
 * @param identity who asks; of a request for a seat that it has, nobody: the seat knows
 * @param role what the seat is for
 * @param hashEverySnapshot whether each snapshot is to come with a state hash
 * @param software what the client is and can do
 * @param password for the game to check; empty: none. It is in no log, nor in {@link #toString}
 * @param isCreator whether the room is opened for it
 * @param resumes opens the seat that the client wants back; null: any free one will do
 */
public record SeatRequest(
        Identity identity,
        Role role,
        boolean hashEverySnapshot,
        Software software,
        String password,
        boolean isCreator,
        @Nullable ResumeToken resumes) {
    /** A password is in no log. */
    @Override
    public String toString() {
        return "SeatRequest[" + identity + ", role=" + role + ", resumes=" + resumes + "]";
    }

    /** The same of somebody for whom the room is opened. */
    public SeatRequest asCreator() {
        return new SeatRequest(identity, role, hashEverySnapshot, software, password, true, resumes);
    }

    /** The same of somebody who is known now. */
    public SeatRequest of(Identity known) {
        return new SeatRequest(known, role, hashEverySnapshot, software, password, isCreator, resumes);
    }

    /** Whether rooms of a type have another schema than the one that the client knows. */
    public boolean isForOtherSchemaThan(RoomType type) {
        return software.schemaHash() != 0 && software.schemaHash() != type.schemaHash();
    }

    /** Whether rooms of a type send something that the client cannot read. */
    public boolean lacksFeatureFor(RoomType type) {
        return !knowsCells() && type.visibleSchema().hasCells();
    }

    /** Whether it is of somebody who plays and is signed in. */
    public boolean isOfUser() {
        return role == Role.PLAYER && !identity.isAnonymous();
    }

    /** Whether rooms of a type keep something of its account that is not loaded yet. */
    public boolean lacksSavedRow(RoomType type) {
        return isOfUser() && type.savesRows() && identity.saved() == null;
    }

    /** Whether the client can be told of other rules while it plays. */
    public boolean knowsSwaps() {
        return software.features().contains(Feature.SWAPS);
    }

    /** Whether the client can read columns of cells. */
    public boolean knowsCells() {
        return software.features().contains(Feature.CELLS);
    }
}
