package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A whole bench: scene by scene, and in each, round by round, one server after the other; then limits. */
final class BenchRun {
    private static final int SPARE_FILES = 100;
    private static final double SATURATED_CORES = 0.95;
    private static final double FALLEN_BEHIND = 0.9;
    private static final double NOISY = 1.25;

    private final BenchSettings settings;
    private final Equipment equipment;
    private final Servers servers;
    private final Load load;
    private final Spin spin = new Spin();
    private final Consumer<String> progress;
    private final List<Results> all = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Object> machine = new LinkedHashMap<>();
    private boolean oursFailed;
    private int runsDone;
    private int runsPlanned;

    BenchRun(BenchSettings settings, Children children, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        equipment = new Equipment(settings, children);
        servers = new Servers(settings, children);
        load = new Load(settings, children);
    }

    /** Measures everything that can be. Throws if nothing can. */
    Report run(List<JmhFigure> jmh) throws BenchFailedException, InterruptedException {
        Map<String, Object> jdks = new LinkedHashMap<>();
        settings.entrants().stream()
                .filter(entrant -> entrant.kind() == Kind.OURS)
                .forEach(entrant -> jdks.put(entrant.key(), entrant.jdk().version()));
        machine.putAll(Machine.describe(jdks));
        machine.put("node", equipment.nodeVersion());
        machine.put("packages", equipment.peerVersions());
        String busy = Machine.busySentence();
        if (busy != null) {
            note(busy);
        }
        List<Entrant> present = present();
        List<Scene> scenes = settings.scenes().stream().filter(this::fits).toList();
        for (Scene scene : scenes) {
            runsPlanned += settings.terms().rounds() * of(scene, present).size();
        }
        for (Scene scene : scenes) {
            measure(scene, of(scene, present));
        }
        if (settings.findsLimits()) {
            findLimits(of(Scene.ARENA, present));
        }
        Report report = new Report(settings.terms(), machine, notes, all, limits, jmh);
        noteNoise(report.spinMillis());
        return report;
    }

    boolean hasOursFailed() {
        return oursFailed;
    }

    private List<Entrant> present() throws InterruptedException {
        Set<Kind> ready = EnumSet.noneOf(Kind.class);
        Set<Kind> missing = EnumSet.noneOf(Kind.class);
        for (Entrant entrant : settings.entrants()) {
            Kind kind = entrant.kind();
            if (ready.contains(kind) || missing.contains(kind)) {
                continue;
            }
            String sentence = equipment.prepare(kind);
            if (sentence == null) {
                ready.add(kind);
            } else {
                missing.add(kind);
                oursFailed |= kind.isOurs();
                note(sentence);
            }
        }
        return settings.entrants().stream()
                .filter(entrant -> ready.contains(entrant.kind()))
                .toList();
    }

    private static List<Entrant> of(Scene scene, List<Entrant> entrants) {
        return new ArrayList<>(
                entrants.stream().filter(entrant -> scene.has(entrant.kind())).toList());
    }

    private boolean fits(Scene scene) {
        OptionalLong most = ProcFiles.mostOpenFiles();
        int players = settings.players(scene);
        int sockets = scene.residents(players) + scene.newcomers(players);
        if (most.isEmpty() || most.getAsLong() >= sockets + SPARE_FILES) {
            return true;
        }
        note(scene.key() + " is left out: " + sockets + " connections need " + (sockets + SPARE_FILES)
                + " open files, and the limit is " + most.getAsLong() + " (ulimit -n).");
        return false;
    }

    private void measure(Scene scene, List<Entrant> entrants) throws InterruptedException {
        Results results = new Results(scene, settings.players(scene));
        all.add(results);
        for (int round = 0; round < settings.terms().rounds(); round++) {
            for (Entrant entrant : inTurn(entrants, round)) {
                runsDone++;
                String at = String.format(
                        Locale.ROOT,
                        "[%d/%d] %s, round %d: %s",
                        runsDone,
                        runsPlanned,
                        scene.key(),
                        round + 1,
                        entrant.key());
                try {
                    Measurement measurement = measure(scene, entrant, round, results);
                    results.add(entrant.key(), round, measurement);
                    progress.accept(at + ", " + sentence(scene, measurement));
                } catch (BenchFailedException e) {
                    entrants.remove(entrant);
                    runsPlanned -= settings.terms().rounds() - round - 1;
                    oursFailed |= entrant.kind().isOurs();
                    note(scene.key() + " goes on without " + entrant.key() + ": " + e.getMessage() + ".");
                }
            }
        }
        remark(results);
    }

    private Measurement measure(Scene scene, Entrant entrant, int round, Results results)
            throws BenchFailedException, InterruptedException {
        List<Measurement> ours = results.measurements(Entrant.OURS);
        @Nullable Measurement last = ours.isEmpty() ? null : ours.get(ours.size() - 1);
        double spinMillis = spin.millis();
        Run run = new Run(entrant, scene, settings.players(scene), round + 1, Pinning.NONE);
        try (Servers.Running server = servers.start(run, last)) {
            return load.measure(run, server).with(Figure.SPIN_MILLIS, spinMillis);
        }
    }

    private void findLimits(List<Entrant> entrants) throws InterruptedException {
        LimitRun run = new LimitRun(servers, load, progress);
        if (!run.isPinned()) {
            note("Limits are of all cores, not of one: there is no taskset, or only one processor.");
        }
        @Nullable
        Measurement ours = all.stream()
                .filter(results -> results.scene() == Scene.ARENA)
                .flatMap(results -> results.measurements(Entrant.OURS).stream())
                .findFirst()
                .orElse(null);
        for (Entrant entrant : entrants) {
            try {
                limits.add(run.find(entrant, ours));
            } catch (BenchFailedException e) {
                oursFailed |= entrant.kind().isOurs();
                note("There is no limit of " + entrant.key() + ": " + e.getMessage() + ".");
            }
        }
    }

    /** Each round starts with another one; the floor must come after ours in the first. */
    private static List<Entrant> inTurn(List<Entrant> entrants, int round) {
        List<Entrant> order = new ArrayList<>(entrants);
        Collections.rotate(order, -round);
        return order;
    }

    private static String sentence(Scene scene, Measurement measurement) {
        Figure figure = scene.columns().get(0);
        return figure.title() + " " + figure.format(measurement.get(figure));
    }

    /** Says of what a reader of the table should beware. */
    private void remark(Results results) {
        Scene scene = results.scene();
        int players = scene.residents(results.players()) + scene.newcomers(results.players());
        for (String entrant : results.entrants()) {
            String where = scene.key() + ", " + entrant + ": ";
            double connected = results.median(entrant, Figure.CONNECTED);
            if (connected < players) {
                note(where + Math.round(players - connected) + " players were not there at the end.");
            }
            if (results.median(entrant, Figure.LOAD_CORES) > SATURATED_CORES) {
                note(where + "the load was at the end of its strength; gaps are as much its own as the server's.");
            }
            double rate = results.median(entrant, Figure.MESSAGES_PER_CLIENT_SECOND);
            int hz = settings.terms().hz();
            if (!scene.isQuiet() && scene != Scene.STORM && rate < FALLEN_BEHIND * hz) {
                note(where + "it fell behind: players got " + Figure.MESSAGES_PER_CLIENT_SECOND.format(rate) + " of "
                        + hz + " messages a second.");
            }
        }
    }

    private void noteNoise(Spread spinMillis) {
        if (spinMillis.max() > NOISY * spinMillis.min()) {
            note(String.format(
                    Locale.ROOT,
                    "The machine is noisy: the same piece of work took from %.1f to %.1f ms; times that differ by less"
                            + " say nothing.",
                    spinMillis.min(),
                    spinMillis.max()));
        }
    }

    private void note(String sentence) {
        notes.add(sentence);
        progress.accept(sentence);
    }
}
