package dev.tickwire.server.roomtype;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.server.backend.BackendSettings;
import dev.tickwire.server.backend.Backends;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.commands.CommandShapes;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.server.values.RowTables;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Labels;
import dev.tickwire.simulation.world.Meters;
import dev.tickwire.simulation.world.Simulation;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What all rooms of one name have in common: the game, its settings, and the schema that clients get. Immutable. */
public final class RoomType {
    /** The protocol version that this server speaks. */
    public static final int PROTOCOL_VERSION = 1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final RoomSettings settings;
    private final Supplier<Game> games;
    private final Schema visibleSchema;
    private final CommandShapes commandShapes;
    private final Choices choices;
    private final List<RequestType> requests;
    private final RowTables rowTables;
    private final List<TunableInfo> tunables;
    private final List<MeterInfo> meters;
    private final Schema schema;
    private final List<Placement> placements;
    private final BackendSettings backend;
    private final AuthSettings auth;
    private final Opened opened;
    private final Choice choice;

    private final Welcome welcome;
    private final byte[] rates;

    /** Starts the game once, to learn its schema and to find out that it starts. */
    public RoomType(RoomSettings settings, BackendSettings backend, AuthSettings auth, Supplier<Game> games) {
        this.settings = settings;
        this.games = games;
        this.backend = backend;
        this.auth = auth;
        Game game = games.get();
        settings.rates().tunables().forEach(game::tune);
        Simulation sample = new Simulation(game, settings.rates().tickRateHz(), 0);
        if (game.playerCapacity() < settings.capacity().players()) {
            throw new IllegalArgumentException("the game takes at most " + game.playerCapacity() + " players");
        }
        if (settings.rates().bots() > 0 && game.brain() == null) {
            throw new IllegalArgumentException("the game has no bots: leave bots out, or let its brain() make a Brain");
        }
        schema = sample.schema();
        placements = List.copyOf(sample.placements());
        visibleSchema = schema.visible();
        requests = schema.requests();
        rowTables = RowTables.of(sample);
        tunables = sample.tunables().stream().map(TunableInfo::of).toList();
        meters = new Meters(game).all().stream().map(MeterInfo::of).toList();
        commandShapes = new CommandShapes(visibleSchema);
        choices = new Choices(game.options(), new Labels(game).types(), settings.opening());
        opened = new Opened(settings.capacity(), false);
        choice = Choice.NOTHING;
        welcome = TypeMessages.welcome(settings, visibleSchema, tunables);
        rates = TypeMessages.rates(welcome);
    }

    private RoomType(RoomType like, RoomSettings settings, Welcome welcome, Opened opened, Choice choice) {
        this.settings = settings;
        this.welcome = welcome;
        this.opened = opened;
        this.choice = choice;
        games = like.games;
        visibleSchema = like.visibleSchema;
        choices = like.choices;
        requests = like.requests;
        rowTables = like.rowTables;
        tunables = like.tunables;
        meters = like.meters;
        schema = like.schema;
        placements = like.placements;
        backend = like.backend;
        auth = like.auth;
        commandShapes = like.commandShapes;
        rates = TypeMessages.rates(welcome);
    }

    /**
     * This type, of a room that runs, with all that it can take over from what it has become: a type
     * {@linkplain #isLike like} it.
     */
    public RoomType following(RoomType now) {
        RoomSettings wanted = opened.follow(settings, now.settings);
        return settings.equals(wanted) ? this : with(wanted, now.welcome.getTunablesList(), opened, choice);
    }

    /**
     * Settings that rooms follow as a rule, and that a room of this type cannot take over from another type like it, as
     * the config names them.
     */
    public Set<String> keeps(RoomType now) {
        return opened.keeps(settings, now.settings);
    }

    /** The tunables of its game, in the order in which it declares them. */
    public List<TunableInfo> tunables() {
        return tunables;
    }

    /** What its game counts, in the order in which it declares it. */
    public List<MeterInfo> meters() {
        return meters;
    }

    /** The numbers that operators may adjust: settings first, then tunables as the game declares them. */
    public List<AdjustableNumber> adjustables() {
        return Adjustable.of(settings, tunables);
    }

    /** This type as somebody adjusts it; of what players chose, the tick rate stays. */
    public RoomType with(Adjustment adjustment) throws InvalidAdjustmentException {
        RoomSettings adjusted = Adjustable.apply(settings, tunables, adjustment);
        return with(adjusted, TypeMessages.values(tunables, adjusted.rates()), opened, choice);
    }

    /** Whether rows of players who are signed in are kept. */
    public boolean savesRows() {
        return !rowTables.saved().isEmpty();
    }

    /** Under which name rows of players who are signed in are kept. */
    public String saveAs() {
        return settings.names().saveAs();
    }

    /** The tables whose rows players bring. */
    public RowTables rowTables() {
        return rowTables;
    }

    /** This type as players chose it for a room of theirs. */
    public RoomType with(Choice chosen) {
        if (chosen.playerLimit() == null && chosen.tickRateHz() == null) {
            return this;
        }
        RoomSettings changed = settings;
        if (chosen.playerLimit() != null) {
            changed = changed.with(changed.capacity().withPlayers(chosen.playerLimit()));
        }
        if (chosen.tickRateHz() != null) {
            changed = changed.with(changed.rates().at(chosen.tickRateHz()));
        }
        Opened like = new Opened(changed.capacity(), chosen.tickRateHz() != null);
        return with(changed, welcome.getTunablesList(), like, chosen);
    }

    private RoomType with(
            RoomSettings changed, List<dev.tickwire.proto.wire.Tunable> tunablesNow, Opened openedNow, Choice chosen) {
        Welcome told = TypeMessages.changed(welcome, changed, tunablesNow);
        return new RoomType(this, changed, told, openedNow, chosen);
    }

    /** What players chose for the room of this type; nothing, if it is the type of many. */
    public Choice choice() {
        return choice;
    }

    /** The games of its matches; each call makes one, and may throw whatever its constructor does. */
    public Supplier<Game> games() {
        return games;
    }

    /** Whether rooms of both are the same to a client that wants to join: their name and what clients see. */
    public boolean isLike(RoomType other) {
        return name().equals(other.name()) && schemaHash() == other.schemaHash();
    }

    /**
     * A new match of a room: runs the game's constructor and its {@code start}, which may throw anything and take any
     * time.
     */
    public Match newMatch(String room, Chosen options, JournalSink journal) {
        return NewMatch.of(this, room, options, journal);
    }

    /** The way out of a new room; may throw whatever the constructor of a backend's class throws. */
    public Outbox outbox(String room, Backends backends) {
        return backends.outbox(room, name(), requests, backend);
    }

    /** Where the requests of its rooms go. */
    public BackendSettings backend() {
        return backend;
    }

    /** Who may join its rooms. */
    public AuthSettings auth() {
        return auth;
    }

    /** Rates and tunables of its rooms. */
    public Tuning tuning() {
        RoomSettings.Rates wanted = settings.rates();
        return new Tuning(
                wanted.tickRateHz(), wanted.ticksPerSnapshot(), TypeMessages.mostViewAgo(settings), wanted.tunables());
    }

    public RoomSettings settings() {
        return settings;
    }

    public String name() {
        return settings.name();
    }

    /** How snapshots are written for a client that can read these codecs; all clients read PLAIN. */
    public Codec codecFor(List<Codec> readable) {
        Codec preferred = settings.flow().codec();
        return readable.contains(preferred) ? preferred : Codec.PLAIN;
    }

    /** What players may choose when they open a room. */
    public Choices choices() {
        return choices;
    }

    /** All that worlds of it have, hidden columns included. */
    public Schema schema() {
        return schema;
    }

    /** Where the entities of each table are. */
    public List<Placement> placements() {
        return placements;
    }

    /** What clients see. */
    public Schema visibleSchema() {
        return visibleSchema;
    }

    /** What a player sends each tick. */
    public List<ColumnType> inputColumns() {
        return visibleSchema.inputs().columns();
    }

    /** Which commands a player may send. */
    public CommandShapes commandShapes() {
        return commandShapes;
    }

    public int schemaHash() {
        return welcome.getSchemaHash();
    }

    public double tickRateHz() {
        return settings.rates().tickRateHz();
    }

    public int ticksPerSnapshot() {
        return settings.rates().ticksPerSnapshot();
    }

    /** How many ticks that many milliseconds are, at least 1. */
    public int ticks(long millis) {
        return (int) Math.max(1, Math.round(millis * tickRateHz() / 1000));
    }

    /** Time from one tick to the next. */
    public double nanosPerTick() {
        return NANOS_PER_SECOND / tickRateHz();
    }

    /** A {@code Rates} message: sent to clients when a room starts to run as this type says. */
    public byte[] rates() {
        return rates;
    }

    /** The part of a welcome that is the same for every client of a room of this type. */
    public Welcome welcome() {
        return welcome;
    }
}
