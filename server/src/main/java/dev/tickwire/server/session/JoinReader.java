package dev.tickwire.server.session;

import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.directory.RoomDirectory.NewRoom;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.seats.Software;
import org.jspecify.annotations.Nullable;

/** Reads from a join which room it is for, and what is asked of that room. */
final class JoinReader {
    private static final int LONGEST_PASSWORD = 200;

    private JoinReader() {}

    /** Which room is wanted; a {@code token} comes before all else. */
    static Wanted wanted(Join join, @Nullable ResumeToken token) {
        if (token != null) {
            return new Wanted.BySeat(token);
        }
        if (!join.getCode().isEmpty()) {
            return new Wanted.ByCode(join.getCode());
        }
        NewRoom opens = new NewRoom(!join.getUnlisted(), join.getOptionsList());
        if (join.getRoom().isEmpty()) {
            return new Wanted.ByType(join.getRoomType(), join.getCreate(), join.getWhereList(), opens);
        }
        return join.getCreateIfMissing()
                ? new Wanted.ByName(join.getRoomType(), join.getRoom(), opens)
                : new Wanted.ById(join.getRoom());
    }

    /** What is asked of the room, under a name that is allowed. */
    static SeatRequest request(Join join, String name, @Nullable ResumeToken token) {
        Role role = join.getSpectate() && token == null ? Role.SPECTATOR : Role.PLAYER;
        return new SeatRequest(
                Identity.anonymous(token == null ? name : ""),
                role,
                join.getHashEverySnapshot(),
                new Software(join.getCodecsList(), join.getFeaturesList(), join.getSchemaHash(), join.getClient()),
                password(join),
                false,
                token);
    }

    /** Whether it has something that can be guessed at: a code or a password. */
    static boolean isAttempt(Join join) {
        return join.getResumeToken().isEmpty()
                && !(join.getCode().isEmpty() && join.getPassword().isEmpty());
    }

    private static String password(Join join) {
        String said = join.getPassword();
        return said.codePointCount(0, said.length()) <= LONGEST_PASSWORD ? said : "";
    }
}
