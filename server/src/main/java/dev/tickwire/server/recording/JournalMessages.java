package dev.tickwire.server.recording;

import dev.tickwire.proto.wire.JournalOptions;
import dev.tickwire.proto.wire.JournalRow;
import dev.tickwire.proto.wire.JournalTuning;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a journal as messages. */
public final class JournalMessages {
    private JournalMessages() {}

    static JournalTuning of(Tuning tuning) {
        JournalTuning.Builder message = JournalTuning.newBuilder()
                .setTickRateHz(tuning.tickRateHz())
                .setTicksPerSnapshot(tuning.ticksPerSnapshot())
                .setMostViewAgo(tuning.mostViewAgo());
        tuning.tunables()
                .forEach((name, value) ->
                        message.addTunables(Tunable.newBuilder().setName(name).setValue(value)));
        return message.build();
    }

    /** What was chosen of a game's options. */
    public static JournalOptions of(Chosen options) {
        return JournalOptions.newBuilder()
                .putAllRaws(options.raws())
                .putAllTexts(options.texts())
                .build();
    }

    static JournalRow of(PlayerRow row) {
        return JournalRow.newBuilder()
                .setTable(row.table())
                .addAllRaws(IntStream.of(row.raws()).boxed().toList())
                .addAllTexts(List.of(row.texts()))
                .build();
    }
}
