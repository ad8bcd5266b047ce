package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PredictionTest {
    private static final int ME = 2;
    private static final int OTHER = 1;
    private static final int CARTS = 0;
    private static final int BALLS = 1;
    private static final int BIRDS = 2;

    /**
     * Carts roll as they are pushed and throw balls; birds fly by themselves; weeds grow in secret and are nobody's.
     */
    private static final class Fair extends Game {
        final Table pushes = inputs(new Table("pushes", 300));
        final Column push = pushes.integer("push", -1, 1);
        final Column throwing = pushes.flag("throwing");

        final Table carts = table(new Table("carts", 300));
        final Column x = carts.fixed("x", 0, 1000, 1 / 8.0);
        final Column speed = carts.integer("speed", -100, 100).ownerOnly();

        final Table balls = table(new Table("balls", 64));
        final Column thrower = balls.integer("thrower", 0, 299);
        final Column height = balls.integer("height", 0, 1000);

        final Table birds = table(new Table("birds", 8));
        final Column way = birds.integer("way", 0, 100_000);

        final Table weeds = table(new Table("weeds", 8));
        final Column size = weeds.integer("size", 0, 1000);

        Fair() {
            carts.predictOwn();
            balls.ownedBy(thrower);
            balls.predictOwn();
            birds.predictAll();
        }

        @Override
        public void start(Step step) {
            birds.add();
            weeds.add();
        }

        @Override
        public void joined(Step step, int player) {
            carts.addAt(player);
            x.set(player, 100 * player);
        }

        @Override
        public void step(Step step) {
            for (int cart = carts.first(); cart >= 0; cart = carts.next(cart)) {
                speed.setRaw(cart, speed.raw(cart) + push.raw(cart));
                x.add(cart, speed.raw(cart));
                if (throwing.is(cart)) {
                    throwBall(cart);
                }
            }
            if (throwing.is(ME) && step.tick() == 13) {
                // What no sane game does: a ball for somebody else.
                throwBall(OTHER);
            }
            for (int ball = balls.first(); ball >= 0; ball = balls.next(ball)) {
                height.setRaw(ball, height.raw(ball) + 1);
            }
            way.setRaw(0, way.raw(0) + 7);
            size.setRaw(0, size.raw(0) + 1);
        }

        private void throwBall(int player) {
            thrower.setRaw(balls.add(), player);
        }
    }

    private final Fair onServer = new Fair();
    private final Simulation server = new Simulation(onServer, 20, 7);
    private final Fair onClient = new Fair();
    private final Prediction prediction = new Prediction(onClient, 20);

    private void run(int ticks, int... raws) {
        for (int i = 0; i < ticks; i++) {
            server.setInput(ME, raws, 0, 0);
            server.step();
        }
    }

    private void predict(int ticks, int... raws) {
        for (int i = 0; i < ticks; i++) {
            prediction.setInput(raws, 0);
            prediction.step();
        }
    }

    private void start() {
        server.join(OTHER, "Bob");
        server.join(ME, "Ada");
        server.setInput(OTHER, new int[] {1, 0}, 0, 0);
        run(10, 1, 0);
        load();
    }

    /** Gives the prediction what a client knows. */
    private void load() {
        prediction.begin(server.tick(), ME);
        loadTable(CARTS, onServer.carts);
        loadTable(BALLS, onServer.balls);
        loadTable(BIRDS, onServer.birds);
        loadTable(3, onServer.weeds);
        write(CARTS, 0, onServer.carts, onServer.x);
        write(BALLS, 0, onServer.balls, onServer.thrower);
        write(BALLS, 1, onServer.balls, onServer.height);
        write(BIRDS, 0, onServer.birds, onServer.way);
        write(3, 0, onServer.weeds, onServer.size);
        int owners = 4;
        prediction.column(owners, 0)[ME] = onServer.speed.raw(ME);
        prediction.loaded();
    }

    private void loadTable(int table, Table from) {
        for (int row = from.first(); row >= 0; row = from.next(row)) {
            prediction.add(table, from.id(row));
        }
    }

    private void write(int part, int column, Table from, Column values) {
        for (int row = from.first(); row >= 0; row = from.next(row)) {
            prediction.column(part, column)[row] = values.raw(row);
        }
    }

    private int[] idsOf(int table) {
        int[] ids = new int[300];
        return java.util.Arrays.copyOf(ids, prediction.predictedIds(table, ids));
    }

    @Test
    void shouldSayExactlyWhatTheServerWillSayOfThePlayersOwn() {
        start();

        predict(5, -1, 1);
        run(5, -1, 1);

        assertThat(prediction.tick()).isEqualTo(server.tick());
        assertThat(onClient.x.raw(ME)).isEqualTo(onServer.x.raw(ME));
        assertThat(onClient.speed.raw(ME)).isEqualTo(onServer.speed.raw(ME));
        assertThat(onClient.way.raw(0)).isEqualTo(onServer.way.raw(0));
        assertThat(idsOf(CARTS)).containsExactly(onServer.carts.id(ME));
        assertThat(idsOf(BALLS)).hasSize(5);
        assertThat(onClient.height.raw(0)).isEqualTo(onServer.height.raw(0));
    }

    @Test
    void shouldHoldWhatIsNotPredicted() {
        start();
        int others = onServer.x.raw(OTHER);

        predict(5, 1, 0);

        assertThat(onClient.x.raw(OTHER)).isEqualTo(others);
        assertThat(onClient.size.raw(0)).isEqualTo(onServer.size.raw(0));
        assertThat(idsOf(3)).isEmpty();
    }

    @Test
    void shouldTakeAwayWhatTheRulesAddForOthers() {
        start();

        predict(3, 0, 1);

        assertThat(idsOf(BALLS)).hasSize(3);
        assertThat(onClient.balls.count()).isEqualTo(3);
    }

    @Test
    void shouldPutBackWhatOthersHaveAndTheRulesRemove() {
        start();
        run(1, 0, 0);
        int ball = onServer.balls.add();
        onServer.thrower.setRaw(ball, OTHER);
        load();
        onClient.balls.remove(ball);

        predict(1, 0, 0);

        assertThat(onClient.balls.isPresent(ball)).isTrue();
        assertThat(onClient.balls.id(ball)).isEqualTo(onServer.balls.id(ball));
        assertThat(onClient.height.raw(ball)).isZero();
    }

    @Test
    void shouldGoBackToWhatWasSaved() {
        start();
        predict(2, 1, 1);
        prediction.save();
        int saved = onClient.x.raw(ME);
        predict(3, 1, 1);

        prediction.restore();

        assertThat(prediction.tick()).isEqualTo(12);
        assertThat(onClient.x.raw(ME)).isEqualTo(saved);
        assertThat(idsOf(BALLS)).hasSize(2);
    }

    @Test
    void shouldRestTheInputsOfAllOthersAlsoOfOneWhoThePlayerWasBefore() {
        start();
        prediction.begin(50, OTHER);
        prediction.add(CARTS, onServer.carts.id(ME));
        prediction.add(CARTS, onServer.carts.id(OTHER));
        prediction.loaded();
        prediction.setInput(new int[] {1, 1}, 0);

        prediction.begin(60, ME);

        assertThat(onClient.push.raw(OTHER)).isZero();
        assertThat(onClient.push.raw(299)).isZero();
        assertThat(onClient.push.raw(ME)).isZero();
    }

    @Test
    void shouldGiveTheSameRandomNumbersForTheSameTick() {
        Prediction dice = new Prediction(new Dice(), 20);
        dice.begin(5, 0);
        dice.add(0, 1 << 16);
        dice.loaded();
        dice.save();
        dice.step();
        int first = dice.column(0, 0)[0];
        dice.restore();
        dice.step();

        assertThat(dice.column(0, 0)[0]).isEqualTo(first);
    }

    private static final class Dice extends Game {
        private final Table throwers = inputs(new Table("throwers", 2));
        private final Table dice = table(new Table("dice", 2));
        private final Column eyes = dice.integer("eyes", 0, 1_000_000);

        Dice() {
            throwers.flag("throwing");
            dice.predictAll();
        }

        @Override
        public void step(Step step) {
            assertThat(step.isPrediction()).isTrue();
            eyes.setRaw(0, step.random().nextInt(1_000_000));
        }
    }

    @Test
    void shouldTellWhichTablesArePredictedAndWhoOwnsTheirRows() {
        assertThat(prediction.predicted(CARTS)).isEqualTo(Predicted.OWN);
        assertThat(prediction.predicted(BIRDS)).isEqualTo(Predicted.ALL);
        assertThat(prediction.predicted(3)).isEqualTo(Predicted.NONE);
        assertThat(prediction.schemaHash()).isEqualTo(server.schema().visible().hash());
    }

    @Test
    void shouldTakeTheServersTunablesAndSayWhenItKnowsNone() {
        assertThat(prediction.tune("gravity", 1)).isFalse();
    }

    @Test
    void shouldRefuseRowsWhoseOwnersAreKeptFromClients() {
        Game secretive = new Game() {
            @Override
            public void step(Step step) {}

            {
                inputs(new Table("none", 2)).flag("a");
                Table masks = table(new Table("masks", 2));
                masks.ownedBy(masks.integer("wearer", 0, 1).hidden());
                masks.predictOwn();
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Simulation(secretive, 20, 1))
                .withMessage("column wearer must be for everybody");
    }

    @Test
    void shouldRefuseInputsThatAreHidden() {
        Game secretive = new Game() {
            @Override
            public void step(Step step) {}

            {
                inputs(new Table("none", 2)).flag("a").hidden();
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Simulation(secretive, 20, 1))
                .withMessage("column a must be for everybody");
    }
}
