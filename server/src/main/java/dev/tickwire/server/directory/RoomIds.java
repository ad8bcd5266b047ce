package dev.tickwire.server.directory;

import java.security.SecureRandom;

/** Makes ids of rooms that nobody can guess, and that do not come again, also after a restart. */
final class RoomIds {
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 16;

    private final SecureRandom random = new SecureRandom();

    /** The room type's name, and 80 random bits. */
    String next(String typeName) {
        StringBuilder id = new StringBuilder(typeName).append('-');
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
