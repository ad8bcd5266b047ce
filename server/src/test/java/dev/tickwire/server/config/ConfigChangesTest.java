package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigChangesTest {
    private static final List<OpenRoom> OPEN = List.of(
            new OpenRoom("arena-1", "arena", Set.of()),
            new OpenRoom("arena-2", "arena", Set.of()),
            new OpenRoom("arena-3", "arena", Set.of("playerLimit", "interest.fullRateRadius")),
            new OpenRoom("duel-4", "duel", Set.of()));

    @TempDir
    Path folder;

    @Test
    void shouldSayNothingWhereValuesAreTheSame() throws Exception {
        assertThat(changes(
                        "roomTypes.arena { tickRateHz = 20, snapshotRateHz = 20.0 }",
                        "# other words\nroomTypes { arena.snapshotRateHz = 20 }"))
                .isEmpty();
    }

    @Test
    void shouldSayWhenEachValueHolds() throws Exception {
        assertThat(changes(
                        "roomTypes.arena { tunables.topSpeed = 300, resumeGrace = 30s }, io.sendBuffer = 64 KiB",
                        "roomTypes.arena { tickRateHz = 40.0, resumeGrace = 10s, seed = 5, codec = plain, playerLimit = 60 },"
                                + " io.sendBuffer = 32 KiB"))
                .containsExactly(
                        "roomTypes.arena: codec from packed to plain, for those who join or come back, in 3 rooms and in"
                                + " new ones",
                        "roomTypes.arena: playerLimit from 50 to 60, at once, in 2 rooms and in new ones;"
                                + " arena-3 keeps what it has until it closes",
                        "roomTypes.arena: resumeGrace from 30s to 10s, at once, in 3 rooms and in new ones",
                        "roomTypes.arena: seed from random to 5, only in new rooms;"
                                + " arena-1, arena-2 and arena-3 keep what they have until they close",
                        "roomTypes.arena: tickRateHz from 20 to 40, at once, in 3 rooms and in new ones",
                        "roomTypes.arena: tunables.topSpeed from 300 to 330, at once, in 3 rooms and in new ones",
                        "io.sendBuffer from 64 KiB to 32 KiB, at the next start of the server");
    }

    @Test
    void shouldNameFiveRoomsThatKeepAnOldValue() throws Exception {
        List<OpenRoom> many = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> new OpenRoom("arena-" + i, "arena", Set.of()))
                .toList();

        assertThat(load("roomTypes.arena { eventLog = 9 }").changesSince(load("roomTypes.arena {}"), many))
                .containsExactly(
                        "roomTypes.arena: eventLog from 1024 to 9, only in new rooms; arena-1, arena-2, arena-3,"
                                + " arena-4, arena-5 and 4 more keep what they have until they close");
    }

    @Test
    void shouldSayThatTheLogFollowsAtOnce() throws Exception {
        assertThat(changes(
                        "roomTypes.arena {}",
                        "roomTypes.arena {}, log { format = json, levels.org.eclipse.jetty = OFF }"))
                .containsExactly(
                        "log.format from text to json, at once",
                        "log.levels.org.eclipse.jetty from nothing to OFF, at once");
    }

    @Test
    void shouldSayOnceWhatChangesInSeveralRoomTypes() throws Exception {
        assertThat(changes(
                        "roomTypes { arena {}, duel {}, quiet { tickRateHz = 20 } }",
                        "roomTypeDefaults.tickRateHz = 40, roomTypes { arena {}, duel {}, quiet { tickRateHz = 20 } }"))
                .containsExactly(
                        "roomTypes.arena, duel: tickRateHz from 20 to 40, at once, in 4 rooms and in new ones");
    }

    @Test
    void shouldSayThatARateHoldsOnlyInNewRoomsWhereNoneIsOpen() throws Exception {
        assertThat(changes("roomTypes.quiet {}", "roomTypes.quiet { tickRateHz = 40 }"))
                .containsExactly("roomTypes.quiet: tickRateHz from 20 to 40, only in new rooms");
    }

    @Test
    void shouldSayWhichRoomTypesComeAndGoAndWhichIsTheFirst() throws Exception {
        assertThat(changes("roomTypes {\n arena {}\n quiet {}\n}", "roomTypes {\n melee {}\n quiet {}\n}"))
                .containsExactly(
                        "roomTypes.melee is new",
                        "roomTypes.arena is gone; 3 rooms of it stay open, and no more are opened",
                        "players who ask for no room type get melee instead of arena, from now on");
    }

    @Test
    void shouldNotCompareTheTunablesOfDifferentGames() throws Exception {
        assertThat(changes("roomTypes.quiet { game = arena }", "roomTypes.quiet { game = whiteboard }"))
                .containsExactly("roomTypes.quiet: game from arena to whiteboard, only in new rooms");
    }

    @Test
    void shouldSayWhatTheCommandLineHides() throws Exception {
        assertThat(changes(
                        "http.port = 80",
                        "http.port = 82, roomTypes.arena.tickRateHz = 40, roomTypes.arena.playerLimit = 9",
                        "http.port=81",
                        "roomTypes.arena.tickRateHz=60",
                        "roomTypes.arena.playerLimit=9"))
                .containsExactly(
                        "roomTypes.whiteboard is gone",
                        "roomTypes.arena: bots from 6 to 0, at once, in 3 rooms and in new ones",
                        "http.port is 82 in the file, but stays 81:"
                                + " the command line sets it, and hides the file's value",
                        "roomTypes.arena.tickRateHz is 40 in the file, but stays 60:"
                                + " the command line sets it, and hides the file's value");
    }

    @Test
    void shouldShowTextsWithControlCharactersAsOneLine() throws Exception {
        String said = "roomTypeDefaults.auth.mode = anonymous";
        assertThat(changes("http.host = \"a\"\n" + said, "http.host = \"b\\n c\"\n" + said))
                .containsExactly("http.host from a to \"b\\n c\", at the next start of the server");
    }

    @Test
    void shouldShowTwentyLinesAndCountTheRest() throws Exception {
        StringBuilder types = new StringBuilder("roomTypes { arena {}");
        for (int i = 0; i < 25; i++) {
            types.append(", new").append(i).append(" {}");
        }

        assertThat(changes("roomTypes.arena {}", types + " }"))
                .hasSize(21)
                .endsWith("and 5 more")
                .startsWith("roomTypes.new0 is new");
    }

    private List<String> changes(String before, String after, String... settings) throws Exception {
        return load(after, settings).changesSince(load(before, settings), OPEN);
    }

    private LoadedConfig load(String hocon, String... settings) throws IOException, InvalidConfigException {
        Path file = Files.writeString(folder.resolve("server.conf"), hocon);
        return ConfigReader.load(new ConfigSource(file, List.of(settings), List.of(), List.of()), new ConfigFiles());
    }
}
