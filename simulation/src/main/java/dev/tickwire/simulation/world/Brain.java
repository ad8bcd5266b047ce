package dev.tickwire.simulation.world;

/**
 * Plays one seat of a game, as a person does: it looks, and says what its player does. {@link Game#brain} makes one for
 * each bot.
 *
 * <p>It may read all tables of its game, hidden columns included, and keep what it likes in its own fields: it is no
 * part of the world, and nothing of it is in a recording or a checkpoint. It must change nothing but its {@link Hand}:
 * a game whose brain writes into a table does not come out the same when it is run again. Its random numbers come from
 * {@link Hand#random}.
 *
 * <p>Called by the thread that steps the room, so it must come back soon: what it takes is a part of the tick. An
 * exception ends this bot alone.
 */
public interface Brain {
    /**
     * Says what the player does in the coming step. Called before each step, after people's inputs have come, while
     * somebody is in the room.
     *
     * @param step its tick is that of the last step; what it may not do, such as {@link Step#random}, is an exception
     * @param player the number of the bot's player, which has joined
     * @param hand what the player does; it holds what was said before the last step
     */
    void play(Step step, int player, Hand hand);

    /** What others see as its name, up to 24 characters; asked once, before it joins. */
    default String name(int player) {
        return "Bot " + (player + 1);
    }
}
