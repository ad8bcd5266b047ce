package dev.tickwire.server.directory;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes ids and invitation codes of rooms. Nobody can guess an id, and none comes again, also after a restart; but for
 * the id of a room that players gave a name. A code is short, for people to read and type: it can be guessed, so those
 * who try are slowed down.
 */
final class RoomIds {
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 16;
    /** Without those that are mistaken for each other, read or heard: 30 are left. */
    private static final String CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXYZ";

    private static final int CODE_LENGTH = 8;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,32}");

    private final SecureRandom random = new SecureRandom();

    /** The room type's name, and 80 random bits. */
    String next(String typeName) {
        return typeName + "-" + letters(ALPHABET, LENGTH);
    }

    /** The id of a room that players gave a name: no id of another kind has a dot. */
    static String ofName(String typeName, String name) {
        return typeName + "." + name;
    }

    /** Whether players may call a room so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** 39 random bits, as letters and digits. */
    String nextCode() {
        return letters(CODE_ALPHABET, CODE_LENGTH);
    }

    /** 160 random bits, as letters and digits. */
    String nextSecret() {
        return letters(ALPHABET, 2 * LENGTH);
    }

    /** A code as people type it, as it was made. */
    static String code(String typed) {
        return typed.replaceAll("[-\\s]", "").toUpperCase(Locale.ROOT);
    }

    private String letters(String alphabet, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }
}
