package dev.tickwire.client.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the servers, each on a port that is free. */
final class Servers {
    private static final String READY = "ready http://";
    private static final int START_SECONDS = 30;
    private static final int FIRST_JVM_WITH_WARNINGS = 24;
    private static final double USUAL_FLOOR_BYTES = 400;

    private final BenchSettings settings;
    private final Children children;

    Servers(BenchSettings settings, Children children) {
        this.settings = settings;
        this.children = children;
    }

    /** A server that takes players. */
    record Running(Child process, String address) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /**
     * Starts a server for a scene.
     *
     * @param ours what ours was measured to send in this scene, which the floor copies; null: not known
     */
    Running start(Entrant entrant, Scene scene, @Nullable Measurement ours)
            throws BenchFailedException, InterruptedException {
        Path log = settings.out().resolve(entrant.key() + ".log");
        ProcessBuilder command = new ProcessBuilder(command(entrant, scene));
        Map<String, String> environment = command.environment();
        environment.put("CAP", Integer.toString(scene.roomPlayers(settings.players(scene))));
        environment.put("HZ", Integer.toString(settings.hz()));
        if (entrant == Entrant.FLOOR) {
            copy(ours, environment);
        }
        Child child = children.start(command, log);
        for (String line = child.nextLine(START_SECONDS); line != null; line = child.nextLine(START_SECONDS)) {
            if (line.startsWith(READY)) {
                return new Running(child, line.substring(READY.length()));
            }
        }
        child.close();
        throw new BenchFailedException("the server did not start, see " + log);
    }

    private List<String> command(Entrant entrant, Scene scene) {
        return switch (entrant) {
            case OURS, OURS_ALL -> ours(entrant, scene);
            case FLOOR -> List.of(Equipment.floor(settings).toString());
            case COLYSEUS, SOCKETIO ->
                List.of(
                        "node",
                        settings.files()
                                .resolve("peers")
                                .resolve(entrant.key() + ".mjs")
                                .toString());
        };
    }

    private List<String> ours(Entrant entrant, Scene scene) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= FIRST_JVM_WITH_WARNINGS) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        String options = System.getenv("JAVA_OPTS");
        if (options == null || !options.matches("(?s).*-XX:\\+Use\\w+GC.*")) {
            command.add("-XX:+UseParallelGC");
        }
        if (options != null && !options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.addAll(List.of(
                "-jar",
                settings.home().resolve("server/target/tickwire-server.jar").toString(),
                "serve",
                "--config",
                settings.files().resolve("server.conf").toString(),
                "--port",
                "0"));
        if (scene == Scene.CROWD && entrant == Entrant.OURS) {
            for (String setting :
                    List.of("mode=radius", "fullRateRadius=130", "halfRateRadius=130", "quarterRateRadius=130")) {
                command.add("--set");
                command.add("roomTypes.walkers.interest." + setting);
            }
        }
        return command;
    }

    private static void copy(@Nullable Measurement ours, Map<String, String> environment) {
        double bytes = ours == null ? USUAL_FLOOR_BYTES : ours.get(Figure.PAYLOAD_BYTES_PER_MESSAGE);
        double rate = ours == null ? Double.NaN : ours.get(Figure.MESSAGES_PER_CLIENT_SECOND);
        environment.put("SIZE", Long.toString(Double.isNaN(bytes) ? 0 : Math.round(bytes)));
        if (rate > 0) {
            environment.put("HZ", String.format(Locale.ROOT, "%.3f", rate));
        }
    }
}
