package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.server.console.Audit;
import dev.tickwire.server.console.Change;
import dev.tickwire.server.console.Changes;
import dev.tickwire.server.console.Presets;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.kept.UnusableFileException;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adjustments that are saved under names. */
class PresetsTest {
    private static final Scope ALL = new Scope.OfType("regatta", Scope.OfType.ALL);
    private static final Scope TENTH = new Scope.OfType("regatta", 10);
    private static final Adjustment FAST = new Adjustment(Map.of("tickRateHz", 60.0, "tunables.gulls", 9.0));
    private static final Adjustment FAILING = new Adjustment(Map.of("tunables.failAtTick", 5.0));

    private final DirectoryDriver driver = new DirectoryDriver(100, new RoomTypes().build());
    private final Audit audit = new Audit(null, () -> Instant.EPOCH);
    private final Changes changes = new Changes(driver.rooms, audit, () -> Instant.EPOCH);

    @TempDir
    private Path folder;

    private Presets opened(@Nullable Path file) throws UnusableFileException {
        Presets presets = new Presets(driver.rooms, changes, audit, file);
        presets.open();
        return presets;
    }

    @Test
    void shouldRefuseMoreThanThereMayBeAndReplaceThoseThatAreThere() throws Exception {
        Presets presets = opened(null);
        changes.make("ada", ALL, FAST);
        for (int i = 0; i < Presets.MOST; i++) {
            presets.save("ada", "preset " + i, ALL);
        }

        assertThatThrownBy(() -> presets.save("ada", "one more", ALL))
                .isInstanceOf(InvalidAdjustmentException.class)
                .hasMessage("There are 100 presets: delete one first.");
        presets.save("bob", "preset 7", ALL);

        assertThat(presets.list())
                .hasSize(Presets.MOST)
                .anySatisfy(
                        one -> assertThat(one).containsEntry("name", "preset 7").containsEntry("by", "bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a name that is longer than forty characters"})
    void shouldRefuseWhatIsNoName(String name) throws Exception {
        Presets presets = opened(null);
        changes.make("ada", ALL, FAST);

        assertThatThrownBy(() -> presets.save("ada", name, ALL)).hasMessage("name must have 1 to 40 characters.");
    }

    @Test
    void shouldSayAllOfAPresetAndNothingElseOfTheRoomsInOneChange() throws Exception {
        Presets presets = opened(null);
        changes.make("ada", ALL, FAST);
        presets.save("ada", "fast", ALL);
        changes.make("ada", TENTH, FAILING);
        int before = changes.count();

        Change applied = presets.apply("bob", "fast", TENTH);

        assertThat(changes.count()).isEqualTo(before + 1);
        assertThat(driver.rooms.adjustments()).containsEntry(TENTH, FAST);
        changes.undo("bob", applied.number());
        assertThat(driver.rooms.adjustments()).containsEntry(TENTH, FAILING);
    }

    @Test
    void shouldHoldAfterARestartUntilItIsDeleted() throws Exception {
        Path file = folder.resolve("presets.json");
        Presets presets = opened(file);
        changes.make("ada", ALL, FAST);
        presets.save("ada", "fäst \"one\"", ALL);

        assertThat(opened(file).list()).isEqualTo(presets.list()).hasSize(1);
        opened(file).apply("bob", "fäst \"one\"", TENTH);
        assertThat(driver.rooms.adjustments()).containsEntry(TENTH, FAST);

        presets.delete("ada", "regatta", "fäst \"one\"");
        assertThat(opened(file).list()).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("presets.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "{\"type\":\"regatta\",\"name\":\"\",\"by\":\"ada\",\"settings\":{}}",
                "{\"type\":\"regatta\",\"name\":\"a\",\"by\":\"ada\",\"settings\":{\"tickRateHz\":\"fast\"}}",
            })
    void shouldNotStartWithAFileThatItDidNotWrite(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("presets.json"), line + "\n");

        assertThatThrownBy(() -> opened(file))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith("The file with presets, ")
                .hasMessageContaining("line 1 is not what the server wrote: ")
                .hasMessageEndingWith("Mend it, or name another with admin.presets.");
    }
}
