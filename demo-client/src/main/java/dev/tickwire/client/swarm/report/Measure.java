package dev.tickwire.client.swarm.report;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.client.swarm.report.SwarmReport.Subject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one run measures; thread-safe.
 *
 * <p>Bots report to the tallies of their groups. About each second what these hold is added to the phase that is on and
 * to the group, so that a tally's lock is never held for long and nothing large is copied.
 */
public final class Measure {
    /** Values per second of less than this would be noise. */
    private static final long LEAST_SAMPLE_NANOS = 250_000_000;

    private final Subject subject;
    private final LongSupplier cpuNanos;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, PhaseFigures> phases = new LinkedHashMap<>();
    private final PhaseFigures before = new PhaseFigures("", false);
    private final Figures second = new Figures();
    private final Curve curve = new Curve();
    private final List<Band> bands = new ArrayList<>();
    private final ServerWatch server = new ServerWatch();
    private final long startEpochMillis;
    private final long startNanos;
    private PhaseFigures phase = before;
    private Moment moment;
    private long phaseNanos;
    private long sampleNanos;
    private long sampleCpuNanos;
    private Presence presence = Presence.NOBODY;
    private long nowNanos;
    private long usedCpuNanos;

    /** Begins to measure; what comes before the first phase is in the main figures if it is no flow. */
    public Measure(Subject subject, long nowNanos) {
        this(subject, nowNanos, System.currentTimeMillis(), Measure::processCpuNanos);
    }

    /** With the time of the day, and what tells the time of processors that this process has used. */
    Measure(Subject subject, long nowNanos, long epochMillis, LongSupplier cpuNanos) {
        this.subject = subject;
        startEpochMillis = epochMillis;
        this.cpuNanos = cpuNanos;
        this.nowNanos = nowNanos;
        startNanos = nowNanos;
        phaseNanos = nowNanos;
        sampleNanos = nowNanos;
        usedCpuNanos = cpuNanos.getAsLong();
        sampleCpuNanos = usedCpuNanos;
        moment = moment(0);
        subject.groups().forEach(group -> tally(group.name(), group.isBad()));
        subject.phases().forEach(each -> phases.put(each.name(), new PhaseFigures(each.name(), each.isMeasured())));
    }

    /**
     * The tally of a group of bots, "players" or the name of a mix's entry; made at the first call.
     *
     * @param isBad its bots misbehave by intent: their figures stand apart under {@code groups.NAME}
     */
    public synchronized Tally tally(String group, boolean isBad) {
        return groups.computeIfAbsent(group, name -> new Group(isBad)).tally;
    }

    /**
     * The phase before ends, this one begins, or goes on if it has been before.
     *
     * @param isMeasured its flow (snapshots, gaps, bytes, latencies) is in the main figures; every phase has figures of
     *     its own under {@code phases.NAME}
     */
    public synchronized void phase(String name, boolean isMeasured, long nowNanos) {
        advance(presence, nowNanos);
        phase = phases.computeIfAbsent(name, key -> new PhaseFigures(name, isMeasured));
        phaseNanos = nowNanos;
        bands.add(new Band(name, isMeasured, seconds(nowNanos)));
    }

    /** A second or so has passed: a point of the curves. */
    public synchronized void sample(Presence now, long nowNanos) {
        advance(now, nowNanos);
        if (nowNanos - sampleNanos < LEAST_SAMPLE_NANOS) {
            return;
        }
        moment = moment((nowNanos - sampleNanos) / 1e9);
        sampleNanos = nowNanos;
        sampleCpuNanos = usedCpuNanos;
        second.clear();
        Map<Curve.Line, Double> point = moment.toPoint();
        server.putNews(point);
        curve.add(moment.elapsedSeconds(), point);
    }

    /** The point of the curves that was sampled last. */
    public synchronized Moment moment() {
        return moment;
    }

    /** What the server says of itself now; null: it could not be read. */
    public synchronized void server(@Nullable ServerFigures figures, long nowNanos) {
        if (figures == null) {
            serverAway("it does not answer");
        } else {
            server.read(figures, nowNanos, phase.name, phase.isMeasured);
        }
    }

    /** The server could not be asked now, for that reason. */
    synchronized void serverAway(String why) {
        server.away(why);
    }

    /** The last phase ends; what comes later counts nowhere. */
    public SwarmReport finish(Presence now, long nowNanos) {
        return soFar(now, nowNanos);
    }

    /** The report as it would be if the run ended now. */
    public synchronized SwarmReport soFar(Presence now, long nowNanos) {
        advance(now, nowNanos);
        Figures main = new Figures();
        main.add(before.figures, false);
        Span span = Span.NONE;
        for (PhaseFigures each : phases.values()) {
            main.add(each.figures, each.isMeasured);
            span = each.isMeasured ? span.plus(each.span) : span;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        putSubject(values);
        putPresence(values);
        FigureMap.put(main, span, values);
        putJoins(values);
        putSwarm(main.durations(Delay.SWARM_LAG).percentiles(), span, values);
        Map<String, Object> byPhase = new LinkedHashMap<>();
        phases.forEach((name, each) -> byPhase.put(name, map(name, each)));
        values.put("phases", byPhase);
        Map<String, Object> byGroup = new LinkedHashMap<>();
        groups.forEach((name, each) -> byGroup.put(name, map(name, each)));
        values.put("groups", byGroup);
        values.put("server", server.toMap());
        values.put("curve", curveMap());
        return new SwarmReport(values);
    }

    private Map<String, Object> map(String name, PhaseFigures of) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("isMeasured", of.isMeasured);
        FigureMap.put(of.figures, of.span, values);
        values.put("server", server.toMap(name));
        return values;
    }

    private Map<String, Object> map(String name, Group of) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("isBad", of.isBad);
        values.put("mayFailToJoin", subject.mayFailToJoin(name));
        FigureMap.put(of.figures, Span.NONE, values);
        return values;
    }

    private Map<String, Object> curveMap() {
        Map<String, Object> values = curve.toMap();
        List<Object> phaseBands = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            double to = i + 1 < bands.size() ? bands.get(i + 1).fromSeconds : seconds(nowNanos);
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", band.name);
            map.put("isMeasured", band.isMeasured);
            map.put("fromSeconds", FigureMap.rounded(band.fromSeconds));
            map.put("toSeconds", FigureMap.rounded(to));
            phaseBands.add(map);
        }
        values.put("phases", phaseBands);
        return values;
    }

    private double seconds(long nanos) {
        return (nanos - startNanos) / 1e9;
    }

    private static void putSwarm(Percentiles lag, Span span, Map<String, Object> values) {
        double cores = FigureMap.ratio(span.cpuSeconds(), span.seconds());
        int available = Runtime.getRuntime().availableProcessors();
        String why = Saturation.why(lag.p99(), cores, available);
        Map<String, Object> swarm = new LinkedHashMap<>();
        swarm.put("cpuCores", cores);
        swarm.put("availableCores", available);
        swarm.put("lagMillis", lag.toMap());
        swarm.put("isSaturated", !why.isEmpty());
        swarm.put("why", why);
        values.put("swarm", swarm);
    }

    private void putSubject(Map<String, Object> values) {
        values.put("startedEpochMillis", startEpochMillis);
        values.put("url", subject.url());
        values.put("roomType", subject.roomType());
        values.put("scenario", subject.scenario());
        values.put("seed", subject.seed());
        values.put("bots", subject.bots());
    }

    private void putPresence(Map<String, Object> values) {
        values.put("joined", presence.joined());
        values.put("connected", presence.connected());
        values.put("waiting", presence.waiting());
        values.put("silent", presence.silent());
        values.put("away", presence.away());
        values.put("rooms", presence.rooms());
        values.put("tickRateHz", presence.tickRateHz());
        values.put("snapshotRateHz", presence.snapshotRateHz());
    }

    private void putJoins(Map<String, Object> values) {
        long failed = 0;
        long expected = 0;
        for (Map.Entry<String, Group> each : groups.entrySet()) {
            long refused = each.getValue().figures.get(Count.REFUSED_JOINS);
            expected += subject.mayFailToJoin(each.getKey()) ? refused : 0;
            failed += subject.mayFailToJoin(each.getKey()) ? 0 : refused;
        }
        values.put("failedJoins", failed);
        values.put("expectedFailedJoins", expected);
    }

    /** Adds what was counted since the last time to the phase that is on, and to the groups. */
    private void advance(Presence now, long toNanos) {
        presence = now;
        double seconds = (toNanos - nowNanos) / 1e9;
        nowNanos = toNanos;
        long cpu = cpuNanos.getAsLong();
        phase.span = phase.span.plus(new Span(
                seconds,
                seconds * now.connected(),
                seconds * now.expectedSnapshotsPerSecond(),
                (cpu - usedCpuNanos) / 1e9));
        usedCpuNanos = cpu;
        for (Group group : groups.values()) {
            Figures window = group.tally.take();
            group.figures.add(window, phase.isMeasured);
            if (!group.isBad) {
                phase.figures.add(window);
                second.add(window);
            }
        }
    }

    private Moment moment(double seconds) {
        double planned = Double.NaN;
        for (SwarmReport.Phase each : subject.phases()) {
            planned = each.name().equals(phase.name) ? each.seconds() : planned;
        }
        long desyncs = before.figures.get(Count.DESYNCS);
        long disconnects = before.figures.allDisconnects();
        for (PhaseFigures each : phases.values()) {
            desyncs += each.figures.get(Count.DESYNCS);
            disconnects += each.figures.allDisconnects();
        }
        return new Moment(
                phase.name,
                (nowNanos - phaseNanos) / 1e9,
                planned,
                (nowNanos - startNanos) / 1e9,
                seconds,
                subject.bots(),
                presence,
                second.durations(Delay.SNAPSHOT_GAP).percentiles(),
                second.durations(Delay.INPUT).percentiles(),
                second.durations(Delay.SWARM_LAG).percentiles(),
                second.get(Count.JOINS),
                second.allDisconnects(),
                (double) second.get(Count.SNAPSHOTS) / seconds,
                (double) second.get(Count.RECEIVED_BYTES) / seconds,
                (double) second.get(Count.SENT_BYTES) / seconds,
                (usedCpuNanos - sampleCpuNanos) / 1e9 / seconds,
                desyncs,
                disconnects);
    }

    /** Time of the processors that this process has used. */
    private static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static final class Group {
        final Tally tally = new Tally();
        final Figures figures = new Figures();
        final boolean isBad;

        Group(boolean isBad) {
            this.isBad = isBad;
        }
    }

    private record Band(String name, boolean isMeasured, double fromSeconds) {}

    private static final class PhaseFigures {
        final Figures figures = new Figures();
        final String name;
        final boolean isMeasured;
        Span span = Span.NONE;

        PhaseFigures(String name, boolean isMeasured) {
            this.name = name;
            this.isMeasured = isMeasured;
        }
    }
}
