package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntrantTest {
    private static final Jdk OLD = new Jdk(Path.of("old"), "17.0.15+6-Debian-1deb12u1");
    private static final Jdk NEW = new Jdk(Path.of("new"), "25.0.3");

    @TempDir
    private Path directory;

    @Test
    void shouldMeasureOursOnEachJdkAndOthersOnce() {
        assertThat(Entrant.of(List.of(Kind.OURS, Kind.OURS_ALL, Kind.COLYSEUS), List.of(OLD, NEW)))
                .extracting(Entrant::key)
                .containsExactly("ours", "ours-25", "ours-all", "colyseus");
    }

    @Test
    void shouldKnowAJdkByItsFile() throws Exception {
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.3\"\n");
        Files.createDirectories(directory.resolve("bin"));
        Path java = Files.writeString(directory.resolve("bin/java"), "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Jdk jdk = Jdk.at(directory);
        assertThat(jdk.version()).isEqualTo("25.0.3");
        assertThat(jdk.feature()).isEqualTo(25);
    }

    @Test
    void shouldSayWhatIsNoJdk() throws Exception {
        assertThatThrownBy(() -> Jdk.at(directory)).hasMessageContaining("it has no file \"release\"");
        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"1.8.0_1\"\n");
        assertThatThrownBy(() -> Jdk.at(directory)).isInstanceOf(BenchFailedException.class);
        Files.writeString(directory.resolve("release"), "");
        assertThatThrownBy(() -> Jdk.at(directory)).hasMessageContaining("does not tell its version");
    }
}
