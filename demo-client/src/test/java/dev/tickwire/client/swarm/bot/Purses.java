package dev.tickwire.client.swarm.bot;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.world.Cells;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;

/**
 * A game for tests: people walk about, and columns and cells that only the owner or its team gets change all the time.
 */
public final class Purses extends Game {
    private static final int MOST_PLAYERS = 64;
    private static final double SIZE = 2000;

    private final Table keys = inputs(new Table("keys", MOST_PLAYERS));
    private final Column spend = keys.flag("spend");
    private final Table people = table(new Table("people", MOST_PLAYERS));
    private final Column x = people.fixed("x", 0, SIZE, 0.5);
    private final Column y = people.fixed("y", 0, SIZE, 0.5);
    private final Column gold = people.integer("gold", 0, 1000).ownerOnly();
    private final Cells coins = people.cells("coins", 12, 0, 1000).ownerOnly();
    private final Cells shown = people.cells("shown", 5, 0, 1000);
    private final Column plan = people.integer("plan", 0, 1000).teamOnly();

    private final Table bank = filled(new Table("bank", 1));
    private final Column name = bank.text("name").label();
    private final Column isOpen = bank.flag("isOpen").label();

    public Purses() {
        people.placedAt(x, y);
    }

    @Override
    public void start(Step step) {
        name.set(0, "First Bank");
        isOpen.set(0, true);
    }

    @Override
    public void joined(Step step, int player) {
        people.addAt(player);
        x.set(player, step.random().between(0, SIZE));
        y.set(player, step.random().between(0, SIZE));
    }

    @Override
    public void left(Step step, int player) {
        people.remove(player);
    }

    @Override
    public void look(Step step, int player, Eye eye) {
        eye.at(x.get(player), y.get(player));
    }

    @Override
    public int team(int player) {
        return player % 8 - 1;
    }

    @Override
    public void step(Step step) {
        for (int one = people.first(); one >= 0; one = people.next(one)) {
            x.add(one, step.random().between(-10, 10));
            gold.add(one, spend.is(one) ? -1 : 1);
            coins.set(one, step.random().nextInt(12), gold.raw(one));
            if (step.random().nextInt(10) == 0) {
                shown.set(one, step.random().nextInt(5), gold.raw(one));
                plan.setRaw(one, step.random().nextInt(1000));
            }
        }
    }
}
