package dev.tickwire.simulation.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.kit.Match;
import dev.tickwire.simulation.kit.MatchCommand;
import dev.tickwire.simulation.kit.MatchRequest;
import dev.tickwire.simulation.world.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe of the cookbook, compiled as it stands there, does what the page says. */
class CookbookTest {
    private static final Path PAGE = Path.of("../docs/cookbook/README.md");
    private static final String IMPORT = "import dev.tickwire.simulation.world.*;\n";

    @TempDir
    private Path folder;

    private Match play(String name) throws Exception {
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .filter(block -> block.contains("class " + name + " extends Game"))
                .toList();
        assertThat(blocks).as("recipes called %s", name).hasSize(1);
        return Match.of(
                new JavaFolder(folder).compile(name, IMPORT + blocks.get(0)).game(name));
    }

    private static void assertSound(Match match) {
        match.assertDeterministic();
        assertThat(match.warnings()).isEmpty();
    }

    @Test
    void shouldTestEachRecipe() throws Exception {
        long recipes = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("public final class"))
                .count();
        long tests = List.of(CookbookTest.class.getDeclaredMethods()).stream()
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
        assertThat(tests - 1).isEqualTo(recipes);
    }

    @Test
    void shouldLetOnlyFriendsInAndTheHostDecide() throws Exception {
        Match match = play("Salon").options(Map.of("password", "tea")).players(3);
        assertThat(match.refusal("Eve", "coffee")).isEqualTo("That is not the password.");
        assertThat(match.refusal("Cy", "tea")).isNull();

        MatchCommand byGuest = match.send(1, "kick").set("player", 2);
        match.run(1);
        assertThat(byGuest.isDone()).isFalse();
        MatchCommand byHost = match.send(0, "kick").set("player", 2);
        match.send(0, "begin");
        match.run(1);
        assertThat(byHost.isDone()).isTrue();
        assertThat(match.table("guests").has(2)).isFalse();
        assertSound(match);
    }

    @Test
    void shouldTakeTurnsAndPassOnWhenTimeIsUp() throws Exception {
        Match match = play("Turns").players(3);
        MatchCommand tooEarly = match.send(1, "score");
        MatchCommand inTurn = match.send(0, "score");
        match.run(1);
        assertThat(tooEarly.isDone()).isFalse();
        assertThat(inTurn.isDone()).isTrue();
        assertThat(match.table("round").row(0).get("turn")).isEqualTo(1);
        match.run(200);
        assertThat(match.table("round").row(0).get("turn")).isEqualTo(2);
        match.leave(2);
        match.run(1);
        assertThat(match.table("round").row(0).get("turn")).isZero();
        assertSound(match);
    }

    @Test
    void shouldMoveThingsBetweenBagAndOpenChest() throws Exception {
        Match match = play("Bags").players(2);
        MatchCommand closed = match.send(0, "swap").set("mine", 1).set("theirs", 0);
        MatchCommand noChest = match.send(0, "open").set("chest", 4);
        match.run(1);
        assertThat(closed.isDone()).isFalse();
        assertThat(noChest.isDone()).isFalse();
        for (int player = 0; player < 2; player++) {
            match.send(player, "open").set("chest", 3);
            match.send(player, "swap").set("mine", 1).set("theirs", 0);
        }
        match.run(1);
        assertThat(match.table("people").row(0).get("bag", 1)).isEqualTo(2);
        assertThat(match.table("people").row(1).get("bag", 1)).isZero();
        assertThat(match.table("chests").row(3).get("inside", 0)).isZero();
        assertSound(match);
    }

    @Test
    void shouldPlayAgainstBots() throws Exception {
        Match match = play("Chase").players(1).bots(2);
        match.run(400);
        assertThat(match.table("runners").row(0).get("score")).isZero();
        assertThat(match.table("runners").row(1).get("score")
                        + match.table("runners").row(2).get("score"))
                .isGreaterThan(5);
        assertSound(match);
    }

    @Test
    void shouldDigOnlyWhatIsNear() throws Exception {
        Match match = play("Mine").players(1);
        int below = 131 * 256 + 128;
        MatchCommand near = match.send(0, "dig").set("tile", below);
        MatchCommand again = match.send(0, "dig").set("tile", below);
        MatchCommand far = match.send(0, "dig").set("tile", 200 * 256 + 128);
        match.run(1);
        assertThat(List.of(near.isDone(), again.isDone(), far.isDone())).containsExactly(true, false, false);
        assertThat(match.table("tiles").count()).isEqualTo(65_536);
        assertThat(match.table("tiles").row(below).label("block")).isEqualTo("air");
        assertSound(match);
    }

    @Test
    void shouldSendResultsAndHearWhatTheyAreWorth() throws Exception {
        Match match = play("Duel").players(2);
        match.send(1, "win");
        match.run(1);
        MatchRequest result = match.requests("results").get(0);
        assertThat(result.row().text("winner")).isEqualTo("Player 1");
        match.run(5);
        result.answer(Map.of("rating", 1520));
        match.send(0, "win");
        match.run(1);
        match.requests("results").get(0).fail(Outcome.GAVE_UP);
        match.run(1);
        assertThat(match.table("duellists").row(1).get("rating")).isEqualTo(1520);
        assertThat(match.table("duellists").row(0).get("rating")).isZero();
        assertSound(match);
    }

    @Test
    void shouldKeepTheScoresOfAccountsThatComeAgain() throws Exception {
        Match match = play("Leaders");
        int ada = match.join("Ada", "u1");
        int guest = match.join("Guest");
        match.input(ada).set("points", 7);
        match.input(guest).set("points", 9);
        match.run(1);
        match.leave(ada);
        match.run(1);
        int grace = match.join("Grace", "u2");
        int again = match.join("Ada L", "u1");
        match.input(grace).set("points", 1);
        match.input(again).set("points", 2);
        match.run(2);

        assertThat(match.table("scores"))
                .extracting(row -> row.text("user") + ", " + row.text("name") + ", " + row.raw("total"))
                .containsExactly("u1, Ada L, 11", "u2, Grace, 2");
        assertSound(match);
    }

    @Test
    void shouldKeepTheBestLapTickByTick() throws Exception {
        Match match = play("Laps").players(2);
        match.input(0).set("pace", 10);
        match.input(1).set("pace", 20);
        match.run(101);
        assertThat(match.table("best").row(0).text("by")).isEqualTo("Player 1");
        int ticks = (int) match.table("best").row(0).get("ticks");
        assertThat(ticks).isBetween(49, 51);
        assertThat(match.table("best").row(0).get("ghostX", ticks)).isEqualTo(1000);
        assertThat(match.table("best").row(0).get("ghostX", ticks - 10)).isEqualTo(800);
        match.leave(1);
        match.run(1);
        assertThat(match.table("best").row(0).text("by")).isEqualTo("Player 1");
        assertSound(match);
    }

    @Test
    void shouldAnswerChatCommandsOfAllKinds() throws Exception {
        Match match = play("Tavern").players(2);
        match.send(0, "say").set("line", "/roll 1");
        match.send(1, "say").set("line", "/roll a thousand");
        match.run(1);
        assertThat(match.events("replies").get(0).text("text")).isEqualTo("You rolled 1 of 1.");
        assertThat(match.events("replies").get(1).text("text")).endsWith(" of 6.");
        assertThat(match.events("replies").get(1).get("to")).isEqualTo(1);
        match.send(0, "say").set("line", "");
        match.run(1);
        assertThat(match.events("replies").get(0).text("text")).isEqualTo("There are /roll and /time.");
        assertSound(match);
    }
}
