package dev.tickwire.server.room;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.proto.wire.JournalSettled;
import dev.tickwire.server.commands.CommandLedger;
import dev.tickwire.server.names.NameTag;
import org.jspecify.annotations.Nullable;

/** All that a player needs to come back into its seat, as journals have it; made again only when it is another. */
final class SeatRecord {
    private final int player;
    private final NameTag name;
    private final String user;
    private final CommandLedger commands;
    private @Nullable JournalSeat made;
    /** Of what was made; it is not changed, only another one takes its place. */
    private byte[] secretMade = {};

    SeatRecord(int player, NameTag name, String user, CommandLedger commands) {
        this.player = player;
        this.name = name;
        this.user = user;
        this.commands = commands;
    }

    /** As it is now; {@code secret} opens the seat. */
    JournalSeat now(byte[] secret) {
        JournalSeat last = made;
        if (last != null && isAsNow(last, secret)) {
            return last;
        }
        JournalSeat.Builder now = JournalSeat.newBuilder()
                .setPlayer(player)
                .setSecret(ByteString.copyFrom(secret))
                .setName(name.text())
                .setUser(user)
                .setLastCommand(commands.next() - 1);
        commands.unconfirmed((command, answer) -> now.addSettled(
                JournalSettled.newBuilder().setPlayer(player).setNumber(command).setAnswer(answer)));
        secretMade = secret;
        made = now.build();
        return made;
    }

    private boolean isAsNow(JournalSeat last, byte[] secret) {
        return secretMade == secret
                && last.getLastCommand() == commands.next() - 1
                && last.getSettledCount() == 0
                && !commands.hasUnconfirmed();
    }
}
