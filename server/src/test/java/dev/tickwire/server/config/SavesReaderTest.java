package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.saves.SavesSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where players' rows are kept, as a config says it. */
class SavesReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "saves.url = \"jdbc:mysql://db/game\" | saves.url must be like jdbc:sqlite:players.db or",
                "saves.url = \"jdbc:postgresql://db/game?user=u&Password=hunter22\" | saves.url must not have a password",
                "saves.saveEvery = 10ms | saves.saveEvery must be from 1000ms to 86400000ms, not 10ms",
                "saves.secret = hunter22 | saves.secret must have at least 32 characters",
                "saves.urls = x | saves.urls is not a setting; did you mean url?",
                "roomTypes.arena.saveAs = \"a b\" | roomTypes.arena.saveAs must have up to 100 letters, digits, ., _ or -",
            })
    void shouldRefuseWhatCannotWork(String line, String sentence) {
        Refusals.assertRefused(line, sentence);
    }

    @Test
    void shouldReadWhereRowsAreKeptThoughTheGamesAreNotThere() throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.conf"),
                "roomTypes.x.game = not.on.the.class.path\nsaves { url = \"jdbc:sqlite:/data/p.db\", user = u }\n");

        SavesSettings saves = ConfigReader.readSaves(file, List.of("saves.saveEvery=5s"));

        assertThat(saves).isEqualTo(new SavesSettings("jdbc:sqlite:/data/p.db", "u", "", 5_000, ""));
    }

    @Test
    void shouldShowNobodyPasswordAndSecret() throws Exception {
        String described = EffectiveConfigTest.table(
                null, "saves { password = hunter22, secret = hunter22-hunter22-hunter22-hunter22 }");

        assertThat(described).contains("(secret)").doesNotContain("hunter22");
    }

    @Test
    void shouldKeepRowsUnderTheNameOfTheGameUnlessTheConfigSaysAnother() throws Exception {
        assertThat(ConfigReader.read(
                                null,
                                List.of("roomTypes.duel.game=arena", "roomTypes.board.saveAs=b"),
                                List.of(),
                                List.of())
                        .roomTypes())
                .extracting(type -> type.name() + " " + type.saveAs())
                .contains("arena arena", "duel arena", "board b", "whiteboard whiteboard");
    }
}
