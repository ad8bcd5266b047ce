package dev.tickwire.server.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.PlayerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No two in a room have names that look alike. */
class RoomNamesTest {
    private final RoomNames names = new RoomNames();

    private String player(String wanted) {
        Name name = names.forPlayer(Name.of(wanted), 0);
        names.add(name);
        return name.text();
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
        Name ann = names.forPlayer(Name.of("Ann"), 0);
        names.add(ann);
        assertThat(names.forPlayer(Name.of("ANN"), 1).text()).isEqualTo("ANN 2");
        assertThat(names.forPlayer(Name.of("ANN"), 1).text())
                .as("nobody took it")
                .isEqualTo("ANN 2");
        names.remove(ann);
        assertThat(player("ANN")).isEqualTo("ANN");
    }

    @Test
    void shouldMakeUpNamesThatAreFree() {
        assertThat(player("Player l")).isEqualTo("Player l");
        assertThat(names.forPlayer(Name.NONE, 0).text()).isEqualTo("Player 2");
        assertThat(names.forPlayer(Name.NONE, 6).text()).isEqualTo("Player 7");
        assertThat(names.forBot(Name.NONE, 6).text()).isEqualTo("Bot 7");
        Name watches = names.forSpectator(Name.NONE);
        names.add(watches);
        assertThat(watches.text()).isEqualTo("Spectator");
        assertThat(names.forSpectator(Name.NONE).text()).isEqualTo("Spectator 2");
        assertThat(player("spectator")).isEqualTo("spectator 2");
    }

    @Test
    void shouldKeepAllNamesDifferentWhoeverComesAndGoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Name> present = new ArrayList<>();
        int numbered = 0;
        for (int step = 0; step < 5_000; step++) {
            if (present.size() > random.nextInt(60)) {
                names.remove(present.remove(random.nextInt(present.size())));
                continue;
            }
            Name wanted = random.nextInt(10) == 0 ? Name.NONE : Name.of(RandomNames.next(random));
            int kind = random.nextInt(3);
            Name given = kind == 0
                    ? names.forBot(wanted, step % 50)
                    : kind == 1 ? names.forSpectator(wanted) : names.forPlayer(wanted, step % 50);
            names.add(given);
            if (!given.text().equals(wanted.text())) {
                numbered++;
            }
            assertThat(present)
                    .as("seed %d, %s beside", seed, given)
                    .noneMatch(other -> Name.of(other.text()).looksLike(Name.of(given.text())));
            assertThat(PlayerName.accept(given.text())).as("seed %d", seed).isEqualTo(given.text());
            present.add(given);
        }
        assertThat(numbered).as("seed %d", seed).isPositive();
    }
}
