import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickwire.simulation.kit.Match;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoinsTest {
    private final Match match = Match.of(Coins::new).players(4);

    @Test void aDotMovesWhileItsKeyIsDown() {
        double before = match.table("dots").row(0).get("x");
        int way = before < 400 ? 1 : -1;
        match.input(0).set("right", way);
        match.run(20);
        assertEquals(before + way * 240, match.table("dots").row(0).get("x"), 0.01);
    }

    @Test void whoeverGetsACoinScores() {
        match.input(0).set("right", 1);
        match.input(1).set("down", -1);
        match.run(400);
        int score = 0;
        for (var dot : match.table("dots")) score += dot.raw("score");
        assertEquals(true, score > 0);
        assertEquals(10, match.table("coins").count());
    }

    @Test void comesOutTheSameAgainAndInTheBrowser() {
        match.input(2).set("right", 1).set("down", 1);
        match.run(100);
        match.rules(Path.of("target/rules/@name@.js")).assertDeterministic();
        match.assertPredicts(100);
    }
}
