package dev.tickwire.simulation.world;

/**
 * What stands between the rules and the engine. This one lets the rules do what they do, but for the use of a row that
 * cannot be one.
 */
class Guard {
    static final Guard LAX = new Guard();

    /** Stands between this game and the engine from now on. */
    void watch(Game game) {}

    /** Calls the rules: the game's method of that name, and what goes with it. */
    void call(String method, Runnable rules) {
        rules.run();
    }

    /** The world stands still, and so many steps of it are left out. */
    void sleep(World world, int ticks, Runnable step) {
        world.setTick(world.tick() + ticks);
    }

    /** Lets a brain look, and play. */
    void play(Step step, Brain brain, int player, Hand hand) {
        step.show(brain, player, hand);
    }

    /** An entity is about to be added wherever there is room. */
    void onAdd(Table table) {}

    /** The id of a row is about to be read. */
    void onId(Table table, int row) {
        table.requireRow(row);
    }

    /** A row is about to be read, or to be written in a way that suits its column. */
    void onUse(Column column, int row) {
        column.columns().requireRow(row);
    }

    /** A number is about to be added to what is there. */
    void onAdd(Column column, int row) {
        onUse(column, row);
    }

    /** A number is about to be set. */
    void onSet(Column column, int row, double value) {
        onUse(column, row);
    }

    /** A flag is about to be set. */
    void onFlag(Column column, int row) {
        onUse(column, row);
    }

    /** A raw number is about to be set. */
    void onRaw(Column column, int row, int raw) {
        onUse(column, row);
    }
}
