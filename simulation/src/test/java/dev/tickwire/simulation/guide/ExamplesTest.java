package dev.tickwire.simulation.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.kit.Match;
import dev.tickwire.simulation.kit.MatchCommand;
import dev.tickwire.simulation.kit.MatchRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The games in docs/examples can be played, come out the same again, and are strict. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../docs/examples");

    @TempDir
    private Path folder;

    private Match play(String directory, String game) throws Exception {
        try (var files = Files.list(EXAMPLES.resolve(directory))) {
            Path[] sources =
                    files.filter(file -> file.toString().endsWith(".java")).toArray(Path[]::new);
            return Match.of(new JavaFolder(folder).compile(sources).game(game));
        }
    }

    private static void assertSound(Match match) {
        match.assertDeterministic();
        assertThat(match.warnings()).isEmpty();
    }

    @Test
    void shouldPlayCardsToTheEndAndTellTheBackend() throws Exception {
        Match match = play("cards", "Cards")
                .options(Map.of("cards", 3, "password", "tea"))
                .players(3);
        assertThat(match.refusal("Eve", "")).contains("password");
        match.send(1, "sign").set("ticket", "ticket of Ada");
        match.run(1);
        match.requests("accounts").get(0).answer(Map.of("user", "ada"));
        for (int player = 0; player < 3; player++) {
            match.send(player, "ready");
        }
        match.run(1);

        MatchRow round = match.table("round").row(0);
        assertThat(round.label("phase")).isEqualTo("playing");
        for (int turns = 0; turns < 500 && round.label("phase").equals("playing"); turns++) {
            playTurn(match, (int) round.get("turn"), (int) round.get("top"));
        }
        assertThat(round.label("phase")).isEqualTo("results");
        assertThat(match.requests("results"))
                .hasSize(3)
                .filteredOn(request -> request.row().is("won"))
                .singleElement()
                .satisfies(request -> assertThat(request.row().get("cards")).isZero());
        assertThat(match.requests("results").get(1).row().text("user")).isEqualTo("ada");
        match.send(0, "kick").set("seat", 2);
        match.run(1);
        assertThat(match.table("seats").count()).isEqualTo(2);
        assertSound(match);
    }

    private static void playTurn(Match match, int player, int top) {
        for (MatchRow card : match.table("cards")) {
            boolean fits = card.row() % 13 == top % 13 || card.row() / 13 == top / 13;
            if (card.get("holder") == player && fits) {
                MatchCommand command = match.send(player, "play").set("card", card.row());
                match.run(1);
                assertThat(command.answer()).isEqualTo("ok");
                return;
            }
        }
        match.send(player, "draw");
        match.run(1);
    }

    @Test
    void shouldDrawForWhoTakesTooLongAndEndWhenOneIsLeft() throws Exception {
        Match match = play("cards", "Cards").options(Map.of("turnSeconds", 5)).players(2);
        match.send(0, "ready");
        match.send(1, "ready");
        match.run(102);
        assertThat(match.events("moves").get(0).label("how")).isEqualTo("timedOut");
        assertThat(match.labels()).isEqualTo(Map.of("phase", "playing"));
        assertThat(match.table("seats").row(0).get("cards")).isEqualTo(6);
        match.leave(0);
        match.run(1);
        assertThat(match.labels()).isEqualTo(Map.of("phase", "results"));
        assertThat(match.table("round").row(0).get("winner")).isEqualTo(1);
        assertSound(match);
    }

    @Test
    void shouldEatAndSplitAndRankInBlobs() throws Exception {
        Match match =
                play("blobs", "Blobs").tunables(Map.of("startMass", 400.0)).players(40);
        for (int player = 0; player < 40; player++) {
            match.input(player).set("heading", player * 0.157).set("throttle", 4);
        }
        match.run(40);
        match.send(7, "split");
        match.run(2);
        assertThat(match.table("people").row(7).get("cells")).isEqualTo(2);
        match.run(60);
        double most = match.table("leaders").row(0).get("mass");
        assertThat(most).isGreaterThan(400);
        assertThat(match.table("pellets").count()).isEqualTo(3000);
        match.leave(7);
        match.run(1);
        assertSound(match);
    }

    @Test
    void shouldRaceThreeLapsAndKeepTheGhostOfTheBest() throws Exception {
        Match match = play("racing", "Racing").tickRate(30).bots(1);
        MatchRow car = match.table("cars").row(0);
        for (int ticks = 0; ticks < 3000 && car.get("place") == 0; ticks++) {
            match.run(1);
        }
        assertThat(car.get("place")).isEqualTo(1);
        assertThat(car.text("name")).isEqualTo("Swift");
        int best = (int) match.table("race").row(0).get("bestOfAll");
        assertThat(match.table("race").row(0).get("ghostX", best / 2)).isPositive();
        assertThat(match.warnings()).isEmpty();
    }

    @Test
    void shouldRaceEightDriversWhoBumpIntoOneAnother() throws Exception {
        Match match = play("racing", "Racing").tickRate(30).bots(8);
        match.run(30 * 12);
        assertThat(match.events("bumps")).isNotEmpty();
        assertThat(match.table("cars"))
                .allSatisfy(car -> assertThat(car.get("lap") + car.get("gate")).isPositive());
        assertSound(match);
    }

    @Test
    void shouldPredictWhoIsPushedByACarThatStands() throws Exception {
        Match match = play("racing", "Racing").tickRate(30).players(2);
        match.input(0).set("gas", 1);
        match.run(30 * 8);
        assertThat(match.table("cars").row(0).get("x")).isGreaterThan(400);
        match.assertPredicts(100);
    }

    @Test
    void shouldDigCraftAndKeepThingsInAChest() throws Exception {
        Match match = play("builder", "Builder").tickRate(2).players(2);
        match.run(1);
        assertThat(match.requests("load")).hasSize(256);
        MatchRow me = match.table("people").row(0);
        int here = (int) me.get("y") / 16 * 256 + (int) me.get("x") / 16;
        match.requests("load").get(0).answer(Map.of("line", here / 256, "blocks", "a".repeat(256)));
        assertThat(answer(match, 0, "craft", "recipe", 3)).isEqualTo("missing");
        for (int i = 0; i < 2; i++) {
            assertThat(answer(match, 0, "craft", "recipe", 0)).isEqualTo("ok");
        }
        assertThat(answer(match, 0, "craft", "recipe", 3)).isEqualTo("ok");
        MatchRow bag = match.table("bags").row(0);
        assertThat(bag.get("item", 3)).isEqualTo(8);

        MatchCommand place = match.send(0, "place").set("tile", here).set("slot", 3);
        MatchCommand open = match.send(0, "open").set("tile", here);
        MatchCommand put = match.send(0, "swap").set("from", 0).set("to", 35);
        match.run(1);
        assertThat(place.answer() + open.answer() + put.answer()).isEqualTo("okokok");
        assertThat(bag.get("count", 0)).isZero();
        assertThat(answer(match, 0, "dig", "tile", here)).isEqualTo("occupied");
        assertThat(match.send(1, "swap").set("from", 0).set("to", 35)).isNotNull();
        match.send(0, "swap").set("from", 0).set("to", 35);
        match.run(1);
        assertThat(bag.get("count", 0)).isEqualTo(50);
        assertThat(answer(match, 0, "dig", "tile", here)).isEqualTo("ok");
        match.tunables(Map.of("vandalism", 20.0)).run(60 - match.tick());
        assertThat(match.requests("save")).hasSize(256);
        assertSound(match);
    }

    private static String answer(Match match, int player, String kind, String column, int value) {
        MatchCommand command = match.send(player, kind).set(column, value);
        match.run(1);
        return command.answer();
    }
}
