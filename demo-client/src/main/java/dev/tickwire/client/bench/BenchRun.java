package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A whole bench: scene by scene, and in each, round by round, one server after the other. */
final class BenchRun {
    private static final int SPARE_FILES = 100;
    private static final double SATURATED_CORES = 0.95;
    private static final double FALLEN_BEHIND = 0.9;

    private final BenchSettings settings;
    private final Equipment equipment;
    private final Servers servers;
    private final Load load;
    private final Consumer<String> progress;
    private final List<Results> all = new ArrayList<>();
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
    void run() throws BenchFailedException, InterruptedException {
        machine.putAll(Machine.describe());
        machine.put("node", equipment.nodeVersion());
        machine.put("packages", equipment.peerVersions());
        String busy = Machine.busySentence();
        if (busy != null) {
            note(busy);
        }
        List<Entrant> present = new ArrayList<>();
        for (Entrant entrant : settings.entrants()) {
            String missing = equipment.prepare(entrant);
            if (missing == null) {
                present.add(entrant);
            } else {
                note(missing);
            }
        }
        List<Scene> scenes = settings.scenes().stream().filter(this::fits).toList();
        for (Scene scene : scenes) {
            runsPlanned += settings.rounds()
                    * (int) present.stream().filter(scene::has).count();
        }
        for (Scene scene : scenes) {
            measure(scene, new ArrayList<>(present.stream().filter(scene::has).toList()));
        }
    }

    /** By scene, what was measured. */
    List<Results> results() {
        return all;
    }

    /** Sentences about servers that are missing and about odd figures. */
    List<String> notes() {
        return notes;
    }

    /** What it was measured on, for the JSON. */
    Map<String, Object> machine() {
        return machine;
    }

    boolean hasOursFailed() {
        return oursFailed;
    }

    private boolean fits(Scene scene) {
        OptionalLong most = ProcFiles.mostOpenFiles();
        int players = settings.players(scene);
        if (most.isEmpty() || most.getAsLong() >= players + SPARE_FILES) {
            return true;
        }
        note(scene.key() + " is left out: " + players + " connections need " + (players + SPARE_FILES)
                + " open files, and the limit is " + most.getAsLong() + " (ulimit -n).");
        return false;
    }

    private void measure(Scene scene, List<Entrant> entrants) throws InterruptedException {
        Results results = new Results(scene, settings.players(scene));
        all.add(results);
        for (int round = 0; round < settings.rounds(); round++) {
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
                    Measurement measurement = measure(scene, entrant, results);
                    results.add(entrant, round, measurement);
                    progress.accept(at + ", " + sentence(scene, measurement));
                } catch (BenchFailedException e) {
                    entrants.remove(entrant);
                    runsPlanned -= settings.rounds() - round - 1;
                    oursFailed |= entrant.isOurs();
                    note(scene.key() + " goes on without " + entrant.key() + ": " + e.getMessage() + ".");
                }
            }
        }
        remark(results);
    }

    private Measurement measure(Scene scene, Entrant entrant, Results results)
            throws BenchFailedException, InterruptedException {
        List<Measurement> ours = results.measurements(Entrant.OURS);
        @Nullable Measurement last = ours.isEmpty() ? null : ours.get(ours.size() - 1);
        try (Servers.Running server = servers.start(entrant, scene, last)) {
            return load.measure(entrant, scene, server);
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
        for (Entrant entrant : results.entrants()) {
            String where = results.scene().key() + ", " + entrant.key() + ": ";
            double connected = results.median(entrant, Figure.CONNECTED);
            if (connected < results.players()) {
                note(where + Math.round(results.players() - connected) + " players were disconnected.");
            }
            if (results.median(entrant, Figure.LOAD_CORES) > SATURATED_CORES) {
                note(where + "the load was at the end of its strength; gaps are as much its own as the server's.");
            }
            double rate = results.median(entrant, Figure.MESSAGES_PER_CLIENT_SECOND);
            if (!results.scene().isQuiet() && rate < FALLEN_BEHIND * settings.hz()) {
                note(where + "it fell behind: players got " + Figure.MESSAGES_PER_CLIENT_SECOND.format(rate) + " of "
                        + settings.hz() + " messages a second.");
            }
        }
    }

    private void note(String sentence) {
        notes.add(sentence);
        progress.accept(sentence);
    }
}
