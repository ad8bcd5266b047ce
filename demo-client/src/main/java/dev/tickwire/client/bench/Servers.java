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
    /** How far players see where it is limited. */
    private static final int SIGHT = 130;

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
    Running start(Run run, @Nullable Measurement ours) throws BenchFailedException, InterruptedException {
        Path log = settings.out().resolve(run.entrant().key() + ".log");
        ProcessBuilder command = new ProcessBuilder(Pinning.before(run.pinning().server(), command(run)));
        Map<String, String> environment = command.environment();
        environment.put("GAME", run.scene().game());
        environment.put("CAP", Integer.toString(run.roomPlayers()));
        environment.put("HZ", Integer.toString(settings.terms().hz()));
        Kind kind = run.entrant().kind();
        if (kind == Kind.FLOOR) {
            copy(ours, environment);
        }
        boolean isQuantised = kind == Kind.COLYSEUS_QUANTISED || kind == Kind.COLYSEUS_VIEW;
        environment.put("FIELDS", isQuantised ? "quantised" : "float32");
        environment.put("VIEW", Integer.toString(kind == Kind.COLYSEUS_VIEW ? SIGHT : 0));
        Child child = children.start(command, log);
        for (String line = child.nextLine(START_SECONDS); line != null; line = child.nextLine(START_SECONDS)) {
            if (line.startsWith(READY)) {
                return new Running(child, line.substring(READY.length()));
            }
        }
        child.close();
        throw new BenchFailedException("the server did not start, see " + log.getFileName() + " beside bench.json");
    }

    private List<String> command(Run run) {
        return switch (run.entrant().kind()) {
            case OURS, OURS_ALL -> ours(run);
            case FLOOR -> List.of(Equipment.floor(settings).toString());
            case COLYSEUS, COLYSEUS_QUANTISED, COLYSEUS_VIEW -> peer("colyseus.mjs");
            case SOCKETIO -> peer("socketio.mjs");
        };
    }

    private List<String> peer(String file) {
        Path peers = settings.files().resolve("peers");
        return List.of("node", "--expose-gc", peers.resolve(file).toString());
    }

    private List<String> ours(Run run) {
        Jdk jdk = run.entrant().jdk();
        List<String> command = new ArrayList<>();
        command.add(jdk.program("java").toString());
        if (jdk.feature() >= FIRST_JVM_WITH_WARNINGS) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        String options = System.getenv("JAVA_OPTS");
        if (options == null || !options.matches("(?s).*-XX:\\+Use\\w+GC.*")) {
            command.add("-XX:+UseParallelGC");
        }
        if (options == null || !options.contains("-X")) {
            command.addAll(List.of("-Xms40m", "-Xmn16m"));
        }
        if (options != null && !options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.addAll(List.of("-jar", settings.serverJar().toString(), "serve", "--port", "0", "--config"));
        command.add(settings.files().resolve("server.conf").toString());
        if (run.scene().hasOwnGame()) {
            command.addAll(List.of("--games", settings.games().toString()));
        }
        if (run.scene() == Scene.CROWD && run.entrant().kind() == Kind.OURS) {
            command.addAll(List.of("--set", "roomTypes.bench.interest.mode=radius"));
            for (String tier : List.of("full", "half", "quarter")) {
                command.addAll(List.of("--set", "roomTypes.bench.interest." + tier + "RateRadius=" + SIGHT));
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
