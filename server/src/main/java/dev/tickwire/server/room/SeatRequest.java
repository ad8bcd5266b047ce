package dev.tickwire.server.room;

import dev.tickwire.proto.wire.Codec;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a room who joins it.
 *
 * @param name empty: the room makes one up, or it is the one that the seat has
 * @param role what the seat is for
 * @param hashEverySnapshot whether each snapshot is to come with a state hash
 * @param codec what snapshots are to come in
 * @param resumes opens the seat that is wanted back; null: any free one will do
 */
public record SeatRequest(
        String name,
        Role role,
        boolean hashEverySnapshot,
        Codec codec,
        @Nullable ResumeToken resumes) {}
