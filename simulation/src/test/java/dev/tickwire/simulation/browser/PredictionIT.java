package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.state.TablePart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients run ahead of the server, in Node; the scripts tell what they expect. */
class PredictionIT {
    @TempDir
    private Path folder;

    @Test
    void shouldSayOfAShipAloneWhatTheServerWillSay() throws Exception {
        List<String> lines = new ArrayList<>();
        for (TablePart part : SampleGame.ARENA.schema().parts()) {
            StringBuilder line = new StringBuilder().append(part.table());
            for (int column : part.columns()) {
                line.append(' ').append(column);
            }
            lines.add(line.toString());
        }
        Path parts = Files.write(folder.resolve("parts.txt"), lines);
        new Node(folder).run("prediction.mjs", SampleGame.ARENA.module(), parts, Match.TICK_RATE_HZ);
    }

    @Test
    void shouldShareItsColumnsWithJavaScript() throws Exception {
        new Node(folder).run("sharing.mjs", SampleGame.WALKERS.module());
    }
}
