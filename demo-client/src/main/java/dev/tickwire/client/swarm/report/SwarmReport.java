package dev.tickwire.client.swarm.report;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.client.swarm.report.Tally.Totals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run, by name.
 *
 * <p>Everything is about the measured time, except for {@code desyncs}, {@code resyncs}, {@code disconnects} and
 * {@code joinMillis}, which count from the first join on. Bytes are payloads of WebSocket messages.
 * {@code payloadBytesPerSnapshot} counts whole frames that have a snapshot. {@code bytesPerEntityUpdate} is those bytes
 * by the number of rows whose visible values changed, that entered or that left, each counted once per bot and
 * snapshot. {@code snapshotShare} is the number of snapshots, divided by how many the welcomes' rates promised.
 * {@code connected} is how many bots were in a room at the end. A figure for which nothing was measured is NaN, in JSON
 * null.
 *
 * <p>What is still open at the end, or when a connection ends, counts with the time that it has been open so far: the
 * gap since the newest snapshot, a join without a first snapshot, and inputs, commands and pings without an answer for
 * over 1 s ({@code unansweredInputs} is how many inputs, {@code unansweredCommands} how many commands). So a server
 * that stands still shows in {@code snapshotGapMillis}, {@code joinMillis}, {@code inputLatencyMillis} and
 * {@code rttMillis}.
 */
public final class SwarmReport {
    private static final String DISCONNECTS = "disconnects";

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Totals totals;

    public SwarmReport(Subject subject, Presence presence, Totals totals, double seconds, double cpuCores) {
        this.totals = totals;
        double botSeconds = presence.joined() * seconds;
        values.put("url", subject.url());
        values.put("roomType", subject.roomType());
        values.put("seed", subject.seed());
        values.put("bots", subject.bots());
        values.put("joined", presence.joined());
        values.put("connected", presence.connected());
        values.put("waiting", presence.waiting());
        values.put("silent", presence.silent());
        values.put("away", presence.away());
        values.put("rooms", presence.rooms());
        values.put("tickRateHz", presence.tickRateHz());
        values.put("snapshotRateHz", presence.snapshotRateHz());
        values.put("durationSeconds", rounded(seconds));
        values.put("snapshots", totals.snapshots());
        values.put("expectedSnapshots", Math.round(presence.expectedSnapshotsPerSecond() * seconds));
        values.put(
                "snapshotShare", ratio((double) totals.snapshots(), presence.expectedSnapshotsPerSecond() * seconds));
        values.put("snapshotsPerBotPerSecond", ratio((double) totals.snapshots(), botSeconds));
        values.put("payloadBytesPerSnapshot", ratio((double) totals.snapshotBytes(), (double) totals.snapshots()));
        values.put("bytesPerBotPerSecond", ratio((double) totals.receivedBytes(), botSeconds));
        values.put("sentBytesPerBotPerSecond", ratio((double) totals.sentBytes(), botSeconds));
        values.put("bytesPerEntityUpdate", ratio((double) totals.snapshotBytes(), (double) totals.entityUpdates()));
        values.put("entityUpdates", totals.entityUpdates());
        values.put("snapshotGapMillis", totals.snapshotGapMillis().toMap());
        values.put("inputLatencyMillis", totals.inputLatencyMillis().toMap());
        values.put("commandLatencyMillis", totals.commandLatencyMillis().toMap());
        values.put("rttMillis", totals.rttMillis().toMap());
        values.put("joinMillis", totals.joinMillis().toMap());
        values.put("lateInputShare", rounded(totals.lateInputShare()));
        values.put("unansweredInputs", totals.unansweredInputs());
        values.put("commands", totals.commands());
        values.put("refusedCommands", totals.refusedCommands());
        values.put("unansweredCommands", totals.unansweredCommands());
        values.put("unsentFrames", totals.unsentFrames());
        values.put("desyncs", totals.desyncs());
        values.put("resyncs", totals.resyncs());
        values.put(DISCONNECTS, totals.disconnects());
        values.put("resumes", totals.resumes());
        values.put("pauseMillis", totals.pauseMillis().toMap());
        values.put("swarmLagMillis", totals.swarmLagMillis().toMap());
        values.put("swarmCpuCores", rounded(cpuCores));
    }

    /**
     * What was run.
     *
     * @param url address of the server's WebSocket
     * @param roomType type of the rooms; empty: the server's first
     * @param seed the bots' decisions follow from it
     * @param bots how many were to join
     */
    public record Subject(String url, String roomType, long seed, int bots) {}

    /**
     * How many bots were there.
     *
     * @param joined bots that were in a room at any time
     * @param connected bots that were in a room at the end
     * @param waiting bots whose connection was open at the end, but that still waited for their first snapshot
     * @param silent bots that were in a room at the end, but had had no snapshot for over 2 s
     * @param away bots that had lost their connection, and tried to come back at the end
     * @param rooms different rooms that bots joined
     * @param tickRateHz of the room of the first bot that joined; NaN: none did
     * @param snapshotRateHz of the same room
     * @param expectedSnapshotsPerSecond what the welcomes of all bots that joined promise together
     */
    public record Presence(
            int joined,
            int connected,
            int waiting,
            int silent,
            int away,
            int rooms,
            double tickRateHz,
            double snapshotRateHz,
            double expectedSnapshotsPerSecond) {}

    /** A report without any figures, which has all names. */
    public static SwarmReport empty(Subject subject) {
        Presence nobody = new Presence(0, 0, 0, 0, 0, 0, Double.NaN, Double.NaN, 0);
        return new SwarmReport(subject, nobody, new Tally().totals(), 0, Double.NaN);
    }

    /** Everything, by name; some values are maps of names. */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * A number by its path, such as {@code snapshotGapMillis.p99}; {@code disconnects} without a reason is their total.
     * Empty: there is no such number.
     */
    public OptionalDouble number(String path) {
        if (path.equals(DISCONNECTS)) {
            return OptionalDouble.of(totals.disconnects().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum());
        }
        if (path.startsWith(DISCONNECTS + ".")) {
            String reason = path.substring(DISCONNECTS.length() + 1);
            return OptionalDouble.of(totals.disconnects().getOrDefault(reason, 0));
        }
        Object value = values;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** As a JSON object, indented, with a newline at the end. */
    public String toJson() {
        ConfigRenderOptions options = ConfigRenderOptions.concise().setFormatted(true);
        return ConfigValueFactory.fromAnyRef(forJson(values)).render(options).stripTrailing() + "\n";
    }

    private static @Nullable Object forJson(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), forJson(inner)));
            return copy;
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    private static double ratio(double amount, double by) {
        return by == 0 ? Double.NaN : rounded(amount / by);
    }

    /** Rounds to six digits after the point: more would be noise. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : Double.NaN;
    }
}
