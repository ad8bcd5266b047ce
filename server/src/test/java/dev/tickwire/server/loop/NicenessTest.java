package dev.tickwire.server.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tickwire.server.fixture.Hang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NicenessTest {
    /** Of what follows the name in {@code stat}. */
    private static final int NICE = 16;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLowerOneThreadAndNoOther() throws Exception {
        try (Hang hang = new Hang()) {
            CompletableFuture<String> lost = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                lost.complete(Niceness.ownThread());
                hang.here();
            });
            thread.start();
            hang.await();
            String before = niceOf(Niceness.ownThread());

            Niceness.lower(lost.join());

            await().until(() -> niceOf(lost.join()).equals("19"));
            assertThat(niceOf(Niceness.ownThread())).isEqualTo(before);
        }
    }

    @Test
    void shouldDoNothingWhereThreadsAreNotToBeKnown() {
        Niceness.lower("");
    }

    private static String niceOf(String thread) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/task", thread, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE];
    }
}
