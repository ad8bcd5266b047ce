package dev.tickwire.simulation.state;

/**
 * An entity's id: the slot of its row, and a generation, which differs from those of the entities that had the slot
 * before.
 *
 * <p>0 is no entity. Generations go round after 16383; references to entities that are gone are cleared at the end of
 * the step in which they go, so an old reference never meets a new entity.
 */
public final class EntityId {
    public static final int NONE = 0;
    public static final int SLOTS_PER_TABLE = 1 << 16;
    public static final int FIRST_GENERATION = 1;
    public static final int LAST_GENERATION = (1 << 14) - 1;
    public static final int LARGEST = of(LAST_GENERATION, SLOTS_PER_TABLE - 1);

    private EntityId() {}

    public static int of(int generation, int slot) {
        return generation << 16 | slot;
    }

    public static int slot(int id) {
        return id & (SLOTS_PER_TABLE - 1);
    }

    public static int generation(int id) {
        return id >>> 16;
    }

    /** The generation after this one: 1 after the last. */
    public static int generationAfter(int generation) {
        return generation == LAST_GENERATION ? FIRST_GENERATION : generation + 1;
    }
}
