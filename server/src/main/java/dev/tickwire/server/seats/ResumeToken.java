package dev.tickwire.server.seats;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to come back into its seat: which seat that is, and a secret that only this client was sent. To
 * clients it is only bytes.
 *
 * <p>Anybody who knows the secret can take the seat: it is in no log, nor in {@link #toString}. Immutable.
 */
public final class ResumeToken {
    private static final int SECRET_BYTES = 16;
    private static final int HEAD_BYTES = SECRET_BYTES + Short.BYTES;
    private static final int MOST_BYTES = HEAD_BYTES + 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;
    private final int player;
    private final String room;

    public ResumeToken(byte[] secret, int player, String room) {
        this.secret = secret;
        this.player = player;
        this.room = room;
    }

    /** The token that a client shows; null: this server never gave it away. */
    public static @Nullable ResumeToken parse(ByteString bytes) {
        if (bytes.size() <= HEAD_BYTES || bytes.size() > MOST_BYTES) {
            return null;
        }
        byte[] secret = bytes.substring(0, SECRET_BYTES).toByteArray();
        int player = bytes.substring(SECRET_BYTES).asReadOnlyByteBuffer().getShort() & 0xFFFF;
        return new ResumeToken(secret, player, bytes.substring(HEAD_BYTES).toString(StandardCharsets.UTF_8));
    }

    /** 128 bits that nobody can guess. */
    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    public ByteString toBytes() {
        byte[] id = room.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + id.length);
        return ByteString.copyFrom(
                bytes.put(secret).putShort((short) player).put(id).flip());
    }

    /** Id of the room that it says the seat is in. */
    public String room() {
        return room;
    }

    /** The number that it says the player has: 0 to 65535, whether or not there is one. */
    public int player() {
        return player;
    }

    byte[] secret() {
        return secret;
    }

    /** Whether it has this secret; takes as long if only the last byte differs. */
    boolean has(byte[] other) {
        return MessageDigest.isEqual(secret, other);
    }

    @Override
    public String toString() {
        return "token of player " + player + " in " + room;
    }
}
