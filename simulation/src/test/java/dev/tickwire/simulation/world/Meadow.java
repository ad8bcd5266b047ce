package dev.tickwire.simulation.world;

import java.util.function.Consumer;

/** A game without rules of its own, for tests: they hand over what a step is to do. */
final class Meadow extends Game {
    final Whistles whistles = inputs(new Whistles());
    final Sheep sheep = table(new Sheep());
    final Dogs dogs = table(new Dogs(sheep));
    final Tunable grass = tunable("grass", 5, 0, 10.5);

    private Consumer<Step> nextStep = step -> {};
    private Consumer<Step> onJoin = step -> {};
    private Consumer<Step> onLeave = step -> {};

    void onStep(Consumer<Step> action) {
        nextStep = action;
    }

    void onJoin(Consumer<Step> action) {
        onJoin = action;
    }

    void onLeave(Consumer<Step> action) {
        onLeave = action;
    }

    @Override
    public void joined(Step step, int player) {
        onJoin.accept(step);
    }

    @Override
    public void left(Step step, int player) {
        onLeave.accept(step);
    }

    @Override
    public void step(Step step) {
        nextStep.accept(step);
    }

    static final class Whistles extends Table {
        final Column pitch = integer("pitch", 2, 9);
        final Column loud = flag("loud");

        Whistles() {
            super("whistles", 3);
        }
    }

    static final class Sheep extends Table {
        final Column x = fixed("x", -10, 10, 0.25);
        final Column heading = angle("heading", 8);
        final Column age = integer("age", 1, 20);
        final Column shorn = flag("shorn");
        final Column colour = oneOf("colour", "white", "black", "brown");
        final Column friend = reference("friend", this);
        final Column name = text("name");
        final Column wool = integer("wool", 0, 100).hidden();

        Sheep() {
            super("sheep", 4);
        }
    }

    static final class Dogs extends Table {
        final Column chases;

        Dogs(Sheep sheep) {
            super("dogs", 2);
            chases = reference("chases", sheep);
        }
    }
}
