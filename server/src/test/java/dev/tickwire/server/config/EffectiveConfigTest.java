package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.tickwire.server.settings.EffectiveValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigTest {
    @TempDir
    Path folder;

    @Test
    void shouldShowNothingOfAConfigThatIsWrong() throws IOException {
        Path file = write("server.conf", "http.port = -1");

        assertThatThrownBy(() -> table(file)).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void shouldSayWhereEachValueComesFrom() throws Exception {
        Path rates = write("rates.conf", "\ntickRateHz = 60");
        Path file = write("server.conf", """
                roomTypeDefaults.idleTimeout = 77s
                roomTypes.melee {
                  include "rates.conf"
                  playerLimit = 4
                }
                """);

        assertThat(values(file, "roomTypes.melee.bots=2"))
                .contains(
                        new EffectiveValue("http.port", "8080", "default"),
                        new EffectiveValue("roomTypes.melee.idleTimeout", "77s", file + ":1"),
                        new EffectiveValue("roomTypes.melee.tickRateHz", "60", rates + ":2"),
                        new EffectiveValue("roomTypes.melee.playerLimit", "4", file + ":4"),
                        new EffectiveValue("roomTypes.melee.bots", "2", "--set"),
                        new EffectiveValue("roomTypes.melee.spectatorLimit", "50", "default"),
                        new EffectiveValue("roomTypes.melee.tunables.topSpeed", "330", "default"))
                .noneMatch(value -> value.setting().startsWith("roomTypeDefaults"));
    }

    @Test
    void shouldShowNoSecretInAnyForm() throws Exception {
        String secret = "hunter22hunter22hunter22hunter22";
        Path file = write("server.conf", """
                api.secret = %1$s
                saves { secret = %1$s, password = %1$s }
                admin.tokens.ada { role = view, secret = %1$s }
                roomTypeDefaults { auth { mode = ticket, secret = %1$s }, backend { url = "http://a.example", secret = %1$s } }
                """.formatted(secret));
        EffectiveConfig config = load(file);

        for (String shown : List.of(config.asTable(), config.asJson(), config.differences())) {
            assertThat(shown)
                    .contains(EffectiveValue.SECRET, "admin.tokens.ada.role")
                    .doesNotContain(secret);
        }
    }

    @Test
    void shouldSayOfWhatDiffersWhatItMayBe() throws Exception {
        Path file = write("server.conf", """
                limits.messageBytes = 8 KiB
                log.levels."dev.tickwire" = WARN
                roomTypes.a { tickRateHz = 40, idleTimeout = 60s, tunables.topSpeed = 400, interest.mode = radius }
                """);

        assertThat(load(file).differences()).isEqualToNormalizingNewlines("""
                It is right. 5 settings are not the default:

                limits.messageBytes = 8 KiB    FILE:1
                    largest message from a client
                    default 4096; 1024 to 1048576 bytes; a change holds at the next start

                log.levels."dev.tickwire" = WARN    FILE:2
                    what is below is left out, by package, such as "dev.tickwire.server.room" = WARN; OFF, ERROR, WARN, \
                INFO, DEBUG or TRACE
                    a change holds at once

                roomTypes.a.tickRateHz = 40    FILE:3
                    steps of the world per second
                    default 20; 0.1 to 1000 Hz; a change holds at once

                roomTypes.a.interest.mode = radius    FILE:3
                    everyone: all of it; radius: what is near the place from which the player looks, as the game says
                    default everyone; everyone or radius; a change holds in new rooms

                roomTypes.a.tunables.topSpeed = 400    FILE:3
                    a number of the game
                    default 330; 10 to 900; a change holds at once
                """.replace("FILE", file.toString()));
    }

    @Test
    void shouldSayThatNothingDiffers() throws Exception {
        assertThat(load(null).differences()).isEqualTo("It is right, and every setting has its default.\n");
    }

    @Test
    void shouldPrintJsonThatCanBeRead() throws Exception {
        List<? extends com.typesafe.config.Config> read = ConfigFactory.parseString(
                        "all = " + load(null, "http.port=5").asJson())
                .getConfigList("all");

        assertThat(read).anySatisfy(value -> {
            assertThat(value.getString("setting")).isEqualTo("http.port");
            assertThat(value.getString("value")).isEqualTo("5");
            assertThat(value.getString("from")).isEqualTo("--set");
        });
    }

    /** All values as they are shown. */
    static String table(@Nullable Path file, String... settings) throws InvalidConfigException {
        return load(file, settings).asTable();
    }

    private static List<EffectiveValue> values(Path file, String... settings) throws InvalidConfigException {
        return load(file, settings).values();
    }

    private static EffectiveConfig load(@Nullable Path file, String... settings) throws InvalidConfigException {
        return ConfigReader.load(new ConfigSource(file, List.of(settings), List.of(), List.of()), new ConfigFiles())
                .effective();
    }

    private Path write(String name, String hocon) throws IOException {
        return Files.writeString(folder.resolve(name), hocon);
    }
}
