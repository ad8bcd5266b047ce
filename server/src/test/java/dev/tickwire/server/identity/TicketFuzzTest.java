package dev.tickwire.server.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.metrics.Counters;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody shows as a ticket is accepted or refused, once, with a sentence, and by no exception. */
class TicketFuzzTest {
    private static final int MOST_USED = 4;

    private final KeyRing keys = new KeyRing(Runnable::run, () -> 0, new Counters());
    private final List<Verdict> verdicts = new ArrayList<>();

    static Stream<byte[]> seeds() {
        String good = Tokens.sign(Tokens.ticket());
        return Stream.of(
                        good,
                        good.substring(0, good.length() - 1),
                        good + ".",
                        good.replace('.', ' '),
                        Tokens.sign(Tokens.ticket().claim("room", "arena-1")),
                        Tokens.sign(Tokens.ticket().expirationTime(Tokens.in(-100))),
                        Tokens.sign(Tokens.ticket(), "another secret of thirty-two chars"),
                        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1MSJ9.",
                        "e30.e30.e30",
                        "..",
                        "")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldAcceptOrRefuse(byte[] bytes) {
        check(keys, new String(bytes, StandardCharsets.ISO_8859_1), Tokens.TICKETS, verdicts);
    }

    /** Checks a token, and that there is one verdict that can be told to a player. */
    static Verdict check(KeyRing keys, String token, AuthSettings auth, List<Verdict> verdicts) {
        verdicts.clear();
        new TicketCheck(keys, InstantSource.fixed(Doors.NOW), new UsedTickets(MOST_USED))
                .check(token, auth, Tokens.ARENA, verdicts::add);
        if (verdicts.size() != 1) {
            throw new AssertionError(verdicts.size() + " verdicts");
        }
        Verdict verdict = verdicts.get(0);
        if (verdict instanceof Verdict.Refused refused && refused.sentence().isBlank()) {
            throw new AssertionError("refused without a sentence");
        }
        return verdict;
    }
}
