package dev.tickwire.server.room;

import dev.tickwire.proto.PlayerName;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.names.Name;
import dev.tickwire.server.names.NameTag;
import dev.tickwire.server.names.RoomNames;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Bot;
import dev.tickwire.simulation.world.Hand;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A player of a match whom a brain plays. Belongs to the room's loop; its methods may throw whatever a game throws. */
final class BotPlayer implements Hand.Sender {
    private final Match match;
    private final int number;
    private final Bot bot;
    private final NameTag name;
    private final int[] resting;
    /** What the match was given last. */
    private final int[] held;

    private int lastCommand;

    /** Who is about to join. */
    BotPlayer(Match match, int number, long seed, List<ColumnType> inputColumns, RoomNames names) {
        this(match, number, seed, inputColumns, bot -> nameOf(bot, number, names));
    }

    /** Who is there already, and rests. */
    BotPlayer(Match match, int number, long seed, List<ColumnType> inputColumns, NameTag name) {
        this(match, number, seed, inputColumns, bot -> name);
    }

    private BotPlayer(
            Match match, int number, long seed, List<ColumnType> inputColumns, Function<Bot, NameTag> naming) {
        this.match = match;
        this.number = number;
        resting = inputColumns.stream().mapToInt(ColumnType::restingRaw).toArray();
        held = resting.clone();
        @Nullable Bot made = match.bot(number, seed, this);
        if (made == null) {
            throw new IllegalStateException("the game's brain() gave null, and it is to have bots");
        }
        bot = made;
        name = naming.apply(bot);
    }

    private static NameTag nameOf(Bot bot, int number, RoomNames names) {
        String wanted = bot.name();
        String fit = wanted == null ? null : PlayerName.accept(wanted);
        return names.forBot(fit == null ? Name.NONE : Name.of(fit), number);
    }

    /** As others will see it. */
    NameTag name() {
        return name;
    }

    /** Asks its brain, and gives the match what has changed. */
    void play() {
        int[] raws = bot.play();
        if (!Arrays.equals(held, raws)) {
            System.arraycopy(raws, 0, held, 0, held.length);
            match.input(number, held, 0, 0);
        }
    }

    /** Lets go of its inputs. */
    void rest() {
        bot.rest();
        if (!Arrays.equals(held, resting)) {
            System.arraycopy(resting, 0, held, 0, held.length);
            match.rest(number);
        }
    }

    @Override
    public boolean send(int kind, int[] raws, String[] texts) {
        if (!match.takesCommand(number, kind)) {
            return false;
        }
        match.command(number, ++lastCommand, kind, raws, 0, texts);
        return true;
    }
}
