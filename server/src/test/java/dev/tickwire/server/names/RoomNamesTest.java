package dev.tickwire.server.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.PlayerName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No two in a room have names that look alike. */
class RoomNamesTest {
    private final RoomNames names = new RoomNames();

    private String player(String wanted) {
        return add(names.forPerson(Name.of(wanted), 0)).text();
    }

    private NameTag watcher(String wanted) {
        return add(names.forPerson(Name.of(wanted), -1));
    }

    private NameTag add(NameTag tag) {
        names.add(tag);
        return tag;
    }

    @Test
    void shouldAddTheFirstNumberThatIsFree() {
        assertThat(player("Ann")).isEqualTo("Ann");
        assertThat(player("Ann 3")).isEqualTo("Ann 3");
        assertThat(player("ann")).isEqualTo("ann 2");
        assertThat(player("Аnn")).as("with a Cyrillic A, and as it was typed").isEqualTo("Аnn 4");
        assertThat(player("Ann 2")).isEqualTo("Ann 2 2");
        assertThat(player("Anna")).isEqualTo("Anna");
    }

    @Test
    void shouldGiveANameAgainWhenItIsFree() {
        NameTag ann = add(names.forPerson(Name.of("Ann"), 0));
        assertThat(names.forPerson(Name.of("ANN"), 1).text()).isEqualTo("ANN 2");
        assertThat(names.forPerson(Name.of("ANN"), 1).text())
                .as("nobody took it")
                .isEqualTo("ANN 2");
        names.remove(ann);
        assertThat(player("ANN")).isEqualTo("ANN");
    }

    @Test
    void shouldMakeUpNamesThatAreFree() {
        assertThat(player("Player l")).isEqualTo("Player l");
        assertThat(names.forPerson(Name.NONE, 0).text()).isEqualTo("Player 2");
        assertThat(names.forPerson(Name.NONE, 6).text()).isEqualTo("Player 7");
        assertThat(names.forBot(Name.NONE, 6).text()).isEqualTo("Bot 7");
        assertThat(watcher("").text()).isEqualTo("Spectator");
        assertThat(watcher("").text()).isEqualTo("Spectator 2");
    }

    @Test
    void shouldLetSpectatorsMakeWayForPlayers() {
        NameTag lan = watcher("lan");
        NameTag ian = watcher("ian");
        NameTag other = watcher("IAN");
        assertThat(other.text()).isEqualTo("IAN 2");

        assertThat(player("Ian"))
                .as("it looks like the first, and is the second in another case")
                .isEqualTo("Ian");
        assertThat(lan.text()).isEqualTo("lan 3");
        assertThat(ian.text()).isEqualTo("ian 3");
        assertThat(other.text()).isEqualTo("IAN 2");
        assertThat(new String(ian.utf8(), StandardCharsets.UTF_8)).isEqualTo("ian 3");

        names.remove(ian);
        assertThat(watcher("ian 3").text()).isEqualTo("ian 3");
        assertThat(watcher("Ian").text()).isEqualTo("Ian 4");
    }

    @Test
    void shouldKeepAllNamesDifferentWhoeverComesAndGoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<NameTag> present = new ArrayList<>();
        int numbered = 0;
        for (int step = 0; step < 800; step++) {
            if (present.size() > random.nextInt(60)) {
                names.remove(present.remove(random.nextInt(present.size())));
                continue;
            }
            Name wanted = random.nextInt(10) == 0 ? Name.NONE : Name.of(RandomNames.next(random));
            int number = random.nextInt(50) - (random.nextBoolean() ? 0 : 50);
            NameTag given = add(
                    random.nextInt(4) == 0
                            ? names.forBot(wanted, step % 50)
                            : names.forPerson(wanted, Math.max(-1, number)));
            present.add(given);
            if (!given.text().equals(wanted.text())) {
                numbered++;
            }
            List<Name> all = present.stream().map(one -> Name.of(one.text())).toList();
            for (Name one : all) {
                assertThat(PlayerName.accept(one.text())).as("seed %d", seed).isEqualTo(one.text());
                assertThat(all.stream().filter(one::looksLike))
                        .as("seed %d", seed)
                        .containsExactly(one);
            }
        }
        assertThat(numbered).as("seed %d", seed).isPositive();
    }
}
