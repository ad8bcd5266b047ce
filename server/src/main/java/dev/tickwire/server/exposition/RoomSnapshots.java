package dev.tickwire.server.exposition;

import dev.tickwire.server.directory.TypeFigures;
import dev.tickwire.server.metrics.Phase;
import dev.tickwire.server.metrics.RoomTotals;
import dev.tickwire.server.metrics.TimeCounts;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;

/** Figures of rooms, by room type. */
final class RoomSnapshots {
    private static final String TYPE = "room_type";

    private RoomSnapshots() {}

    static void add(Map<String, TypeFigures> byType, TimeCounts joins, Families families) {
        byType.forEach((type, figures) -> add(type, figures, families));
        families.times(
                "tickwire_join_seconds",
                "From the join of a client until it said that it has a snapshot, its way over the network included.",
                "",
                "",
                joins);
        families.gauge(
                "tickwire_queue_depth", "How much waits in a queue.", "queue", "mailboxes", sumOfMailboxes(byType));
        families.gauge("tickwire_queue_depth", "How much waits in a queue.", "queue", "inputs", sumOfInputs(byType));
    }

    private static void add(String type, TypeFigures figures, Families families) {
        families.gauge("tickwire_rooms", "Rooms that run.", TYPE, type, figures.rooms());
        families.gauge("tickwire_rooms_asleep", "Rooms that sleep.", TYPE, type, figures.asleep());
        families.gauge(
                "tickwire_players", "People who play, with those whose seats are kept.", TYPE, type, figures.players());
        families.gauge("tickwire_spectators", "People who watch.", TYPE, type, figures.spectators());
        families.gauge("tickwire_bots", "Bots that play.", TYPE, type, figures.bots());
        RoomTotals totals = figures.totals();
        families.times(
                "tickwire_tick_lateness_seconds",
                "How late ticks began, against their deadlines.",
                TYPE,
                type,
                totals.late());
        for (Phase phase : Phase.values()) {
            families.times("tickwire_" + phase.shortName() + "_seconds", phase.help(), TYPE, type, totals.of(phase));
        }
        totals.meters()
                .forEach((meter, count) -> families.counter(
                        "tickwire_game_meter",
                        "What games count with their meters.",
                        Labels.of(TYPE, type, "meter", meter),
                        count));
    }

    private static int sumOfMailboxes(Map<String, TypeFigures> byType) {
        return byType.values().stream().mapToInt(TypeFigures::mailboxDepth).sum();
    }

    private static int sumOfInputs(Map<String, TypeFigures> byType) {
        return byType.values().stream().mapToInt(TypeFigures::inputsWaiting).sum();
    }
}
