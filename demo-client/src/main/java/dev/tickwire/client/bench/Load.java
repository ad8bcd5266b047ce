package dev.tickwire.client.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Has the load play on a server, and measures that server meanwhile. */
final class Load {
    private static final int JOIN_SECONDS = 90;
    private static final int SPARE_SECONDS = 30;
    private static final double MICROS = 1e6;

    private final BenchSettings settings;
    private final Children children;

    Load(BenchSettings settings, Children children) {
        this.settings = settings;
        this.children = children;
    }

    /** One run: all join, warm up, and are counted. */
    Measurement measure(Entrant entrant, Scene scene, Servers.Running server)
            throws BenchFailedException, InterruptedException {
        int players = settings.players(scene);
        ProcessBuilder command = new ProcessBuilder(
                "node", settings.files().resolve("load.mjs").toString(), order(entrant, scene, server, players));
        Path log = settings.out().resolve("load.log");
        try (Child load = children.start(command, log)) {
            double joinMillis = await(load, "joined", JOIN_SECONDS).getDouble("joinMillis");
            await(load, "measuring", warmSeconds(entrant) + SPARE_SECONDS);
            double serverBefore = server.process().cpuSeconds();
            double loadBefore = load.cpuSeconds();
            await(load, "measured", settings.seconds() + SPARE_SECONDS);
            double serverSeconds = server.process().cpuSeconds() - serverBefore;
            double loadSeconds = load.cpuSeconds() - loadBefore;
            double residentMiB = server.process().residentMiB();
            Config result = await(load, "result", SPARE_SECONDS);
            if (!server.process().isAlive()) {
                throw new BenchFailedException("the server died while it was measured");
            }
            Map<Figure, Double> figures = figures(result, players, serverSeconds);
            figures.put(Figure.JOIN_MILLIS, joinMillis);
            figures.put(Figure.RSS_MIB, residentMiB);
            figures.put(Figure.LOAD_CORES, loadSeconds / result.getDouble("seconds"));
            return new Measurement(figures);
        }
    }

    /** There is nothing in the floor that could warm up. */
    private int warmSeconds(Entrant entrant) {
        return entrant == Entrant.FLOOR ? Math.min(1, settings.warmSeconds()) : settings.warmSeconds();
    }

    private String order(Entrant entrant, Scene scene, Servers.Running server, int players) {
        Path adapter = entrant.isOurs() ? Path.of("adapter.mjs") : Path.of("adapters", entrant.key() + ".mjs");
        Map<String, Object> order = new HashMap<>();
        order.put("adapter", settings.files().resolve(adapter).toString());
        order.put("base", server.address());
        order.put("players", players);
        order.put("hz", settings.hz());
        order.put("warmSeconds", warmSeconds(entrant));
        order.put("seconds", settings.seconds());
        order.put("isQuiet", scene.isQuiet());
        return ConfigValueFactory.fromMap(order).render(ConfigRenderOptions.concise());
    }

    private static Config await(Child load, String event, int patienceSeconds)
            throws BenchFailedException, InterruptedException {
        String line = load.nextLine(patienceSeconds);
        if (line == null) {
            throw new BenchFailedException("the load fell silent before it had " + event);
        }
        try {
            Config said = ConfigFactory.parseString(line);
            if (said.getString("event").equals(event)) {
                return said;
            }
            throw new BenchFailedException("the load failed: " + said.getString("reason"));
        } catch (ConfigException e) {
            throw new BenchFailedException("the load said something odd: " + line);
        }
    }

    static Map<Figure, Double> figures(Config result, int players, double serverSeconds) {
        double seconds = result.getDouble("seconds");
        double messages = result.getDouble("messages");
        double clientSeconds = players * seconds;
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.CPU_MICROS_PER_MESSAGE, ratio(serverSeconds * MICROS, messages));
        figures.put(Figure.PAYLOAD_BYTES_PER_MESSAGE, ratio(result.getDouble("payloadBytes"), messages));
        figures.put(Figure.WIRE_BYTES_PER_MESSAGE, ratio(result.getDouble("wireBytes"), messages));
        for (Figure gap : new Figure[] {Figure.GAP_MILLIS_P50, Figure.GAP_MILLIS_P99, Figure.GAP_MILLIS_P999}) {
            figures.put(gap, result.getIsNull(gap.key()) ? Double.NaN : result.getDouble(gap.key()));
        }
        figures.put(Figure.MESSAGES_PER_CLIENT_SECOND, messages / clientSeconds);
        figures.put(Figure.CPU_MICROS_PER_CLIENT_SECOND, serverSeconds * MICROS / clientSeconds);
        figures.put(Figure.WIRE_BYTES_PER_CLIENT_SECOND, result.getDouble("wireBytes") / clientSeconds);
        figures.put(Figure.SERVER_CORES, serverSeconds / seconds);
        figures.put(Figure.CONNECTED, result.getDouble("connected"));
        return figures;
    }

    private static double ratio(double amount, double by) {
        return by == 0 ? Double.NaN : amount / by;
    }
}
