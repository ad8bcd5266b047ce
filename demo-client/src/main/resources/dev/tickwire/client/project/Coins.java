import dev.tickwire.simulation.world.*;

public final class Coins extends Game {
    static final double WIDTH = 800, HEIGHT = 500, SPEED = 240, REACH = 20;

    // What a player sends: which way to go.
    final Table keys = inputs(new Table("keys", 64));
    final Column right = keys.integer("right", -1, 1), down = keys.integer("down", -1, 1);

    // What there is: a dot for each player, and ten coins.
    final Table dots = players(new Table("dots", 64));
    final Column x = dots.fixed("x", 0, WIDTH, 0.25), y = dots.fixed("y", 0, HEIGHT, 0.25);
    final Column score = dots.integer("score", 0, 9999), name = dots.text("name");

    final Table coins = table(new Table("coins", 10));
    final Column coinX = coins.fixed("x", 0, WIDTH, 1), coinY = coins.fixed("y", 0, HEIGHT, 1);

    public Coins() {
        dots.predictOwn();
    }

    @Override public void joined(Step step, int player) {
        x.set(player, step.random().between(20, WIDTH - 20));
        y.set(player, step.random().between(20, HEIGHT - 20));
        name.set(player, step.name(player));
    }

    @Override public void step(Step step) {
        for (int dot = dots.first(); dot >= 0; dot = dots.next(dot)) {
            x.add(dot, right.get(dot) * SPEED * step.seconds());
            y.add(dot, down.get(dot) * SPEED * step.seconds());
        }
        if (step.isPrediction()) return;
        for (int dot = dots.first(); dot >= 0; dot = dots.next(dot)) {
            for (int coin = coins.first(); coin >= 0; coin = coins.next(coin)) {
                double dx = coinX.get(coin) - x.get(dot), dy = coinY.get(coin) - y.get(dot);
                if (dx * dx + dy * dy < REACH * REACH) {
                    coins.remove(coin);
                    score.add(dot, 1);
                }
            }
        }
        while (coins.count() < coins.capacity()) {
            int coin = coins.add();
            coinX.set(coin, step.random().between(20, WIDTH - 20));
            coinY.set(coin, step.random().between(20, HEIGHT - 20));
        }
    }
}
