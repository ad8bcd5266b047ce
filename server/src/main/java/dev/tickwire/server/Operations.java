package dev.tickwire.server;

import dev.tickwire.server.admin.ActionsApi;
import dev.tickwire.server.admin.AdminListener;
import dev.tickwire.server.admin.AdminSettings;
import dev.tickwire.server.admin.ConfigApi;
import dev.tickwire.server.admin.GameActions;
import dev.tickwire.server.admin.GamesDoor;
import dev.tickwire.server.admin.KeptRoomsApi;
import dev.tickwire.server.admin.LiveSockets;
import dev.tickwire.server.admin.MetricsApi;
import dev.tickwire.server.admin.OperatorsApi;
import dev.tickwire.server.admin.PeopleActions;
import dev.tickwire.server.admin.PresetActions;
import dev.tickwire.server.admin.RecordingsApi;
import dev.tickwire.server.admin.RoomActions;
import dev.tickwire.server.admin.TicksApi;
import dev.tickwire.server.admin.TuningActions;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.console.Audit;
import dev.tickwire.server.console.Changes;
import dev.tickwire.server.console.Figures;
import dev.tickwire.server.console.Live;
import dev.tickwire.server.console.Presets;
import dev.tickwire.server.directory.Drain;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Health;
import dev.tickwire.server.http.PageFiles;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.recording.Archive;
import dev.tickwire.server.replay.Drawings;
import dev.tickwire.server.replay.Screenings;
import dev.tickwire.server.sanctions.Sanctions;
import dev.tickwire.server.settings.EffectiveValue;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that operators of a server have, put together. */
final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final AdminSettings settings;
    private final LiveSockets sockets;
    private final AdminListener listener;
    private final Presets presets;
    private final Screenings screenings;

    Operations(
            ServerConfig config,
            Health health,
            MetricsApi metrics,
            Loops loops,
            LocalRooms rooms,
            RoomKeeping keeping,
            Drain drain,
            Sanctions sanctions,
            Counters counters,
            Supplier<GamesDoor> games,
            Supplier<List<EffectiveValue>> effective) {
        settings = config.admin();
        InstantSource clock = InstantSource.system();
        Audit audit = new Audit(settings.auditLog(), clock);
        Changes changes = new Changes(rooms, audit, clock);
        presets = new Presets(rooms, changes, audit, settings.presets());
        sockets = new LiveSockets(
                settings, new Live(rooms, new Figures(rooms::list, loops::loads, counters), changes, drain));
        List<Handler> handlers = new ArrayList<>();
        KeptRoomsApi keptRooms = new KeptRoomsApi(keeping.journals().kept(), rooms, audit);
        ConfigApi configApi = new ConfigApi(effective, rooms);
        handlers.add(new OperatorsApi(
                        health, new TicksApi(loops.lateness()), configApi, counters, rooms, changes, presets, sanctions)
                .with("/api/v1/games", () -> games.get().described())
                .with(KeptRoomsApi.PATH, keptRooms::list)
                .handler());
        handlers.add(metrics);
        handlers.add(keptRooms.files());
        Archive archive = new Archive(config.recorder().directory());
        screenings = new Screenings(archive, rooms::types);
        handlers.add(new RecordingsApi(archive, screenings));
        handlers.add(new Drawings(screenings::games));
        handlers.add(new ActionsApi(List.of(
                new TuningActions(changes).byName(),
                new PresetActions(presets).byName(),
                new GameActions(games, audit).byName(),
                keptRooms.byName(),
                new RoomActions(rooms, drain, config.drain(), audit).byName(),
                new PeopleActions(rooms, sanctions, audit, clock).byName())));
        if (settings.pages() != null) {
            handlers.add(new PageFiles(settings.pages()));
        }
        listener = new AdminListener(settings, counters, sockets.before(new Handler.Sequence(handlers)));
    }

    /**
     * Starts to listen; throws an {@link AdminTakenException} if the address was asked for and is taken, and an
     * {@link dev.tickwire.server.kept.UnusableFileException} where presets cannot be read.
     */
    void start() throws Exception {
        presets.open();
        try {
            listener.start();
        } catch (IOException e) {
            if (!settings.mayBeTaken()) {
                throw new AdminTakenException(settings, e);
            }
            LOG.warn(
                    "there is no console: port {} is taken, perhaps by another server; say admin.port for one of its own",
                    settings.port());
        }
    }

    /** Where it is reached; empty: it is not. */
    String url() {
        return listener.isListening() ? listener.url() : "";
    }

    void stop() throws Exception {
        sockets.close();
        listener.stop();
        screenings.close();
    }
}
