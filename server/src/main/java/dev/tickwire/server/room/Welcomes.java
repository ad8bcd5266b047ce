package dev.tickwire.server.room;

import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Seat;

/** Makes the first frame over a connection: who the player is, and what the room is like. */
final class Welcomes {
    private Welcomes() {}

    static byte[] frame(Listing listing, RoomType type, Player player) {
        Seat seat = player.seat();
        Welcome.Builder welcome = type.welcome().toBuilder()
                .setRoom(listing.id())
                .setCode(listing.code())
                .setName(player.name().text())
                .setCodec(seat.codec())
                .setResumed(seat.request().resumes() != null);
        if (seat.request().knowsCells()) {
            welcome.addFeatures(Feature.CELLS);
        }
        if (seat.request().knowsSwaps()) {
            welcome.addFeatures(Feature.SWAPS);
        }
        long graceMillis = type.settings().timeouts().resumeGraceMillis();
        if (!player.isSpectator()) {
            welcome.setPlayer(player.number());
            if (!type.commandShapes().isEmpty()) {
                welcome.setNextCommand(player.commands().next());
            }
        }
        if (!player.isSpectator() && graceMillis > 0) {
            welcome.setResumeToken(new ResumeToken(seat.secret(), player.number(), listing.id()).toBytes())
                    .setResumeGraceMillis((int) graceMillis);
        }
        return ServerFrameWriter.welcome(welcome.build());
    }
}
