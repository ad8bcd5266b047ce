package dev.tickwire.client.types;

import dev.tickwire.simulation.world.Cells;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.Events;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import dev.tickwire.simulation.world.Tunable;

/** A game that has a column of each kind, and for each audience, and tunables. */
public final class Regatta extends Game {
    final Table helms = inputs(new Table("helms", 8));
    final Table boats = table(new Table("boats", 8));
    final Table buoys = table(new Table("sea-buoys", 4));
    final Events gusts = events(new Events("gusts", 4));

    final Commands tack = commands(new Commands("tack", 2).answers("done", "too-slow"));
    final Commands anchor = commands(new Commands("drop-anchor", 1));

    final Column rudder = helms.integer("rudder", -1, 1);
    final Column hoist = helms.flag("hoist");

    final Column x = boats.fixed("x", 0, 2400, 1 / 16.0);
    final Column draught = boats.fixed("draught", 0.5, 3, 0.3);
    final Column heading = boats.angle("heading", 10);
    final Column leak = boats.integer("leak", 0, 100).ownerOnly();
    final Column secret = boats.integer("secret", 0, 3).hidden();
    final Column name = boats.text("name");
    final Column sail = boats.oneOf("sail", "furled", "full-sail").teamOnly();
    final Column rounds = boats.reference("rounds", buoys);
    final Cells crates = boats.cells("crates", 8, -1, 99);
    final Cells log = boats.cells("log", 3, 0, 9).ownerOnly();
    final Column mine = buoys.flag("mine").hidden();

    final Column force = gusts.integer("force", 0, 12);

    final Column degrees = tack.integer("degrees", -90, 90);
    final Column around = tack.reference("around", buoys);

    final Tunable windSpeed = tunable("windSpeed", 6, 0.5, 20);
    final Tunable buoyCount = tunable("buoy-count", 4, 0, 8);

    @Override
    public void step(Step step) {}
}
