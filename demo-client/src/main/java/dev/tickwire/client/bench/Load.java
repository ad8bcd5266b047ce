package dev.tickwire.client.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has the load play on a server, and measures that server meanwhile. */
final class Load {
    private static final int JOIN_SECONDS = 90;
    private static final int SPARE_SECONDS = 30;
    private static final double MICROS = 1e6;

    private static final List<Figure> TOLD_BY_THE_LOAD = List.of(
            Figure.GAP_MILLIS_P50,
            Figure.GAP_MILLIS_P99,
            Figure.GAP_MILLIS_P999,
            Figure.JOIN_BYTES,
            Figure.LAST_FIRST_SNAPSHOT_MILLIS,
            Figure.CONNECTED);

    private final BenchSettings settings;
    private final Children children;
    private final Heap heap;

    Load(BenchSettings settings, Children children) {
        this.settings = settings;
        this.children = children;
        heap = new Heap(settings, children);
    }

    /** One run: all join, warm up, and are counted. */
    Measurement measure(Run run, Servers.Running server) throws BenchFailedException, InterruptedException {
        List<String> command =
                List.of("node", settings.files().resolve("load.mjs").toString(), order(run, server));
        Path log = settings.out().resolve("load.log");
        try (Child load =
                children.start(new ProcessBuilder(Pinning.before(run.pinning().load(), command)), log)) {
            double joinMillis = await(load, "joined", JOIN_SECONDS).getDouble("joinMillis");
            await(load, "measuring", warmSeconds(run) + SPARE_SECONDS);
            double serverBefore = server.process().cpuSeconds();
            double loadBefore = load.cpuSeconds();
            await(load, "measured", settings.terms().seconds() + SPARE_SECONDS);
            double serverSeconds = server.process().cpuSeconds() - serverBefore;
            double loadSeconds = load.cpuSeconds() - loadBefore;
            double residentMiB = server.process().residentMiB();
            Config result = await(load, "result", SPARE_SECONDS);
            if (!server.process().isAlive()) {
                throw new BenchFailedException("the server died while it was measured");
            }
            Map<Figure, Double> figures = figures(result, run, serverSeconds, settings.terms());
            figures.put(Figure.JOIN_MILLIS, joinMillis);
            figures.put(Figure.RSS_MIB, residentMiB);
            figures.put(Figure.LOAD_CORES, loadSeconds / result.getDouble("seconds"));
            figures.put(Figure.HEAP_MIB, heap.live(run.entrant(), server.process()));
            return new Measurement(figures);
        }
    }

    /** There is nothing in the floor that could warm up. */
    private int warmSeconds(Run run) {
        int seconds = settings.terms().warmSeconds();
        return run.entrant().kind() == Kind.FLOOR ? Math.min(1, seconds) : seconds;
    }

    private String order(Run run, Servers.Running server) {
        Scene scene = run.scene();
        Map<String, Object> order = new HashMap<>();
        order.put(
                "adapter",
                settings.files().resolve(run.entrant().kind().adapter()).toString());
        order.put("base", server.address());
        order.put("players", scene.residents(run.players()));
        order.put("storm", scene.newcomers(run.players()));
        order.put("hz", settings.terms().hz());
        order.put("warmSeconds", warmSeconds(run));
        order.put("seconds", settings.terms().seconds());
        order.put("acts", scene.acts());
        order.put("seed", run.seed());
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

    static Map<Figure, Double> figures(Config result, Run run, double serverSeconds, Terms terms) {
        double seconds = result.getDouble("seconds");
        double messages = result.getDouble("messages");
        double clientSeconds = run.players() * seconds;
        double messagesPerSecond = messages / clientSeconds;
        double wirePerSecond = result.getDouble("wireBytes") / clientSeconds;
        double payload = ratio(result.getDouble("payloadBytes"), messages);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.CPU_MICROS_PER_MESSAGE, ratio(serverSeconds * MICROS, messages));
        figures.put(Figure.PAYLOAD_BYTES_PER_MESSAGE, payload);
        figures.put(Figure.PAYLOAD_BYTES_PER_ENTITY, ratio(payload, run.scene().movingEntities(run.players())));
        figures.put(Figure.WIRE_BYTES_PER_MESSAGE, ratio(result.getDouble("wireBytes"), messages));
        for (Figure told : TOLD_BY_THE_LOAD) {
            figures.put(told, result.getIsNull(told.key()) ? Double.NaN : result.getDouble(told.key()));
        }
        figures.put(Figure.MESSAGES_PER_CLIENT_SECOND, messagesPerSecond);
        figures.put(Figure.CPU_MICROS_PER_CLIENT_SECOND, serverSeconds * MICROS / clientSeconds);
        figures.put(Figure.WIRE_BYTES_PER_CLIENT_SECOND, wirePerSecond);
        figures.put(Figure.EGRESS_COST, Egress.cost(wirePerSecond, messagesPerSecond, terms.pricePerGb()));
        figures.put(Figure.SERVER_CORES, serverSeconds / seconds);
        return figures;
    }

    private static double ratio(double amount, double by) {
        return by == 0 ? Double.NaN : amount / by;
    }
}
