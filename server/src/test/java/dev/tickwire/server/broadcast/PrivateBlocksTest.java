package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.wire.Block;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Crews;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.KnownColumn;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what is not for everybody. */
class PrivateBlocksTest {
    private static final Radii RADII = new Radii(150, 250, 350, 1.1);
    private static final int HISTORY = 8;
    private static final int TICKS = 200;

    /** The games that were made last; a room type makes one to learn its schema, and a room one for itself. */
    private final List<Crews> games = new ArrayList<>();

    @Test
    void shouldEndARoomWhoseGameHasATeamThatCannotBe() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().playerLimit(2).build(() -> new Crews(0) {
            @Override
            public int team(int player) {
                return Crews.MOST_PLAYERS;
            }
        }));
        room.join("Ada");
        assertThatIllegalArgumentException()
                .isThrownBy(room::tick)
                .withMessage("the team of player 0 must be from -1 to 7, not 8");
    }

    @ParameterizedTest
    @CsvSource({"everyone, PLAIN", "everyone, PACKED", "radius, PLAIN", "radius, PACKED"})
    void shouldTellEachPlayerJustWhatItMayKnowWhateverHappens(String mode, Codec codec) throws MalformedFrameException {
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            RoomDriver room = new RoomDriver(crews(mode, codec, seed, 0));
            Crews game = games.get(games.size() - 1);
            List<Guest> guests = new ArrayList<>();
            for (int tick = 1; tick <= TICKS; tick++) {
                comeAndGo(room, guests, codec, random, 0);
                for (Guest guest : guests) {
                    disturb(guest, random);
                }
                room.tick();
                for (Guest guest : guests) {
                    check("seed " + seed + ", tick " + tick, tick, guest, game);
                }
            }
        }
    }

    /**
     * Two rooms in which all is the same, but for what only player 0 and its crew may know: nobody else is sent a
     * single byte that differs.
     */
    @ParameterizedTest
    @CsvSource({"everyone, PLAIN", "everyone, PACKED", "radius, PLAIN", "radius, PACKED"})
    void shouldLeakNothing(String mode, Codec codec) {
        for (long seed = 0; seed < 3; seed++) {
            List<List<Guest>> all = new ArrayList<>();
            for (int riches : new int[] {0, 12_345}) {
                Random random = new Random(seed);
                RoomDriver room = new RoomDriver(crews(mode, codec, seed, riches));
                List<Guest> guests = new ArrayList<>();
                List<Guest> everSeen = new ArrayList<>();
                for (int tick = 1; tick <= TICKS; tick++) {
                    comeAndGo(room, guests, codec, random, 2);
                    guests.stream().filter(guest -> !everSeen.contains(guest)).forEach(everSeen::add);
                    for (Guest guest : guests) {
                        disturb(guest, random);
                    }
                    room.tick();
                }
                all.add(everSeen);
            }
            assertThat(all.get(0)).hasSameSizeAs(all.get(1)).hasSizeGreaterThan(3);
            for (int i = 0; i < all.get(0).size(); i++) {
                List<byte[]> poor = all.get(0).get(i).outlet().messages();
                List<byte[]> rich = all.get(1).get(i).outlet().messages();
                String where = "seed " + seed + ", guest " + i;
                if (i < 2) {
                    assertThat(rich).as("%s is rich, or a mate", where).isNotEqualTo(poor);
                } else {
                    assertThat(rich).as(where).hasSameSizeAs(poor);
                    for (int m = 0; m < poor.size(); m++) {
                        assertThat(rich.get(m)).as("%s, message %d", where, m).isEqualTo(poor.get(m));
                    }
                }
            }
        }
    }

    @Test
    void shouldShareTheBlocksForEverybodyAndSendNoOthersWhereNothingChanged() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().historySnapshots(HISTORY).playerLimit(4).build(() -> new Crews(0, true)));
        Guest ada = room.join("Ada", true);
        Guest bo = room.join("Bo", true);

        room.ticks(4 * HISTORY);

        assertThat(layers(ada.watcher().frames().get(0))).containsExactly(0, 3, 4);
        for (int i = 1; i < 4 * HISTORY; i++) {
            assertThat(layers(ada.watcher().frames().get(i))).containsExactly(0);
            assertThat(ada.watcher().frames().get(i).getBlocksList())
                    .isEqualTo(bo.watcher().frames().get(i).getBlocksList());
        }
        assertThat(ada.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
    }

    @Test
    void shouldSendAllLayersAnewWithAResync() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().playerLimit(4).build(() -> new Crews(0, true)));
        Guest ada = room.join("Ada", true);
        room.ticks(5);
        ada.seat().reports().requestResync();

        room.tick();

        assertThat(layers(ada.watcher().lastFrame())).containsExactly(0, 3, 4);
        assertThat(ada.watcher().lastFrame().getBlocksList())
                .allSatisfy(block -> assertThat(block.getBaselineAgo()).isZero());
    }

    @Test
    void shouldSendADeltaOfWhatHadNotChangedForLongerThanTheHistory() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().historySnapshots(HISTORY).playerLimit(4).build(() -> new Crews(0, true)));
        Guest ada = room.join("Ada", true);
        Guest bo = room.join("Bo", true);
        room.ticks(4 * HISTORY);
        bo.seat().leave();

        room.tick();

        Block team = ada.watcher().lastFrame().getBlocks(1);
        assertThat(team.getLayer()).isEqualTo(Replica.TEAM_LAYER);
        assertThat(team.getBaselineAgo()).as("since the keyframe").isEqualTo(4 * HISTORY);
        assertThat(ada.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
    }

    @Test
    void shouldHaveNothingToDoInGamesThatTellEverybodyTheSame() {
        Match match = RoomTypes.asShipped().build().newMatch("", Chosen.nothing(), JournalSink.NONE);
        assertThat(PrivateBlocks.of(match.schema(), match.ownership(), new CounterBatch(new Counters())))
                .isNull();
    }

    private RoomType crews(String mode, Codec codec, long seed, int riches) {
        // Without grace there are no resume tokens, which would make two welcomes differ.
        return RoomTypes.asShipped()
                .resumeGraceMillis(0)
                .seed(seed)
                .codec(codec)
                .historySnapshots(HISTORY)
                .playerLimit(6)
                .interest(mode.equals("radius") ? RADII : null)
                .build(() -> {
                    games.add(new Crews(riches));
                    return games.get(games.size() - 1);
                });
    }

    /** Guests come until the room is nearly full; now and then one goes, but for the first few. */
    private static void comeAndGo(RoomDriver room, List<Guest> guests, Codec codec, Random random, int staying) {
        if (guests.size() < 5 && (guests.size() < staying || random.nextInt(10) == 0)) {
            guests.add(room.join("guest", true, codec));
        }
        if (guests.size() > staying && random.nextInt(50) == 0) {
            Guest guest = guests.remove(staying + random.nextInt(guests.size() - staying));
            guest.seat().leave();
        }
    }

    private static void disturb(Guest guest, Random random) {
        if (random.nextInt(100) == 0) {
            guest.outlet().setIdle(false);
        } else if (random.nextInt(5) == 0) {
            guest.outlet().setIdle(random.nextInt(4) > 0);
        }
        if (random.nextInt(60) == 0) {
            guest.seat().reports().requestResync();
        }
    }

    private static void check(String at, int tick, Guest guest, Crews game) throws MalformedFrameException {
        if (guest.watcher().frames().isEmpty()) {
            return;
        }
        int player = guest.watcher().player();
        assertThat(guest.watcher().outcomes()).as(at).containsOnly(Replica.Outcome.APPLIED);
        if (guest.watcher().lastFrame().getTick() < tick) {
            return;
        }
        Schema schema = SchemaMessages.fromMessage(guest.watcher().welcome().getSchema());
        Snapshot held = guest.watcher().snapshot();
        int[] known = new int[schema.tables().size()];
        for (Crews.Secret secret : game.secrets()) {
            KnownColumn column = KnownColumn.of(schema, secret.table(), secret.column());
            int count = 0;
            for (int row = secret.rows().first(); row >= 0; row = secret.rows().next(row)) {
                int owner = secret.owner().applyAsInt(row);
                String where = at + ", player " + player + ", " + secret.column() + " of " + row + " of " + owner;
                boolean mayKnow = game.mayKnow(player, secret.audience(), owner);
                int id = secret.rows().id(row);
                assertThat(column.isKnown(held, id)).as(where).isEqualTo(mayKnow);
                if (mayKnow) {
                    assertThat(column.raw(held, id))
                            .as(where)
                            .isEqualTo(secret.values().raw(row));
                    count++;
                }
            }
            known[tableOf(schema, secret)] = count;
        }
        for (int table = 2; table < known.length; table++) {
            assertThat(held.table(table).count())
                    .as("%s, player %d, rows of table %d", at, player, table)
                    .isEqualTo(known[table]);
        }
    }

    private static int tableOf(Schema schema, Crews.Secret secret) {
        for (int t = 0; t < schema.tables().size(); t++) {
            if (schema.tables().get(t).name().equals(secret.table())
                    && schema.tables().get(t).audience() == secret.audience()) {
                return t;
            }
        }
        throw new AssertionError("there is no table for " + secret);
    }

    private static List<Integer> layers(ServerFrame frame) {
        return frame.getBlocksList().stream().map(Block::getLayer).toList();
    }
}
