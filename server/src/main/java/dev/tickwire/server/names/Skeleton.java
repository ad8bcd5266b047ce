package dev.tickwire.server.names;

import java.text.Normalizer;
import java.util.stream.IntStream;

/**
 * What is left of a name when all that is hard to tell apart is made the same: by Unicode Technical Standard 39, and
 * without white space and case.
 *
 * <p>There are two, since case and looks do not go together: "Ian" looks like "lan" (with a small L), and is "ian" in
 * another case, but nobody takes "ian" for "lan".
 *
 * @param asWritten of the name as it is
 * @param inSmall of the name in small letters
 */
public record Skeleton(String asWritten, String inSmall) {
    private static final int ASCII = 128;
    private static final Confusables CONFUSABLES = Confusables.read();
    /** Those of single characters: most names have no others. */
    private static final String[] SKELETONS = IntStream.range(0, ASCII)
            .mapToObj(c -> ofAny(Character.toString(c)))
            .toArray(String[]::new);

    /** Takes some microseconds, or some tens of them where it is not ASCII. */
    static Skeleton of(String name) {
        return new Skeleton(skeleton(name), skeleton(small(name)));
    }

    boolean isLike(Skeleton other) {
        return asWritten.equals(other.asWritten) || inSmall.equals(other.inSmall);
    }

    /** That of a name followed by another one that begins with a space. */
    Skeleton and(Skeleton other) {
        return new Skeleton(asWritten + other.asWritten, inSmall + other.inSmall);
    }

    private static String skeleton(String name) {
        StringBuilder skeleton = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= ASCII) {
                return ofAny(name);
            }
            skeleton.append(SKELETONS[name.charAt(i)]);
        }
        return skeleton.toString();
    }

    /** Until nothing changes: what stands for a small letter may be a capital one, and the other way round. */
    private static String ofAny(String name) {
        String last = "";
        String next = name;
        while (!next.equals(last)) {
            last = next;
            next = small(mapped(last));
        }
        return next;
    }

    /** The standard has NFD at the end, too; NFKD makes wide letters, small digits and ligatures the same as well. */
    private static String mapped(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder mapped = new StringBuilder();
        for (int i = 0; i < decomposed.length(); i = decomposed.offsetByCodePoints(i, 1)) {
            int c = decomposed.codePointAt(i);
            if (!isIgnorable(c) && !isSpace(c)) {
                CONFUSABLES.append(c, mapped);
            }
        }
        return Normalizer.normalize(mapped, Normalizer.Form.NFKD);
    }

    /** Case folding, one character for one; by way of the capital, for those that have two small ones. */
    private static String small(String text) {
        StringBuilder small = new StringBuilder();
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            small.appendCodePoint(Character.toLowerCase(Character.toUpperCase(text.codePointAt(i))));
        }
        return small.toString();
    }

    private static boolean isSpace(int c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    /** Those of Unicode's Default_Ignorable_Code_Point that names may have: they cannot be seen. */
    private static boolean isIgnorable(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x200C
                || c == 0x200D
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}
