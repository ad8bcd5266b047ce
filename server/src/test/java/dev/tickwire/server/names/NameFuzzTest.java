package dev.tickwire.server.names;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.proto.PlayerName;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever two want to be called, one a line: they are called something that fits, and do not look alike. */
class NameFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "Ada\nAda",
                        "Ada 2\nAda",
                        "pаypal\npaypal",
                        "rn\nm",
                        "a\u0301\u0301\u0301bcdefghijklmnopqrstuv\nа\u0301\u0301\u0301bcdefghijklmnopqrstuv",
                        "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧\n👩‍👩‍👧",
                        "١٢\n12",
                        "\nPlayer 1",
                        "ﷺ\nﷺ")
                .map(text -> text.getBytes(StandardCharsets.UTF_16BE));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldNotLookAlike(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_16BE);
        String cut = Name.cut(text, PlayerName.LONGEST);
        require(cut.equals(Name.cut(cut, PlayerName.LONGEST)), "a name is cut twice");
        int end = text.indexOf('\n');
        String first = PlayerName.accept(end < 0 ? text : text.substring(0, end));
        String second = PlayerName.accept(text.substring(end + 1));
        if (first == null || second == null) {
            return;
        }
        RoomNames names = new RoomNames();
        NameTag one = names.forPerson(Name.of(first), 0);
        names.add(one);
        NameTag other = names.forPerson(Name.of(second), 1);
        require(!Name.of(one.text()).looksLike(Name.of(other.text())), one + " and " + other + " look alike");
        require(fits(one) && fits(other), one + " or " + other + " does not fit");
    }

    private static boolean fits(NameTag tag) {
        return tag.text().equals(PlayerName.accept(tag.text())) && !tag.text().isEmpty();
    }

    private static void require(boolean isRight, String wrong) {
        if (!isRight) {
            throw new AssertionError(wrong);
        }
    }
}
