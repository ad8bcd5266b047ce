package dev.tickwire.client.swarm.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a run has passed: no condition holds, nobody who should get in was refused, and no client's state differed
 * from the server's.
 */
public final class Verdict {
    private final List<Case> cases = new ArrayList<>();

    private Verdict() {}

    /**
     * One thing that was checked.
     *
     * @param failure in one line; empty: it passed
     * @param remark in one line, where it passed or not; empty: none
     */
    public record Case(String name, String failure, String remark) {}

    /** Judges a report, and writes into it what came of that: {@code thresholds}, {@code verdict}, {@code failures}. */
    public static Verdict of(SwarmReport report, List<FailIf> conditions) {
        Verdict verdict = new Verdict();
        List<Object> thresholds = new ArrayList<>();
        for (FailIf condition : conditions) {
            FailIf.Outcome outcome = condition.check(report);
            String sentence = outcome.sentence();
            verdict.cases.add(new Case(outcome.expression(), outcome.hasFailed() ? sentence : "", sentence));
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("expression", outcome.expression());
            map.put("path", outcome.path());
            map.put("value", outcome.value());
            map.put("limit", outcome.limit());
            map.put("failed", outcome.hasFailed());
            map.put("isTrusted", outcome.isTrusted());
            thresholds.add(map);
        }
        verdict.add("joins", report, "failedJoins", "bots could not join");
        verdict.add("desyncs", report, "desyncs", "times a bot held another state than the server");
        report.values().put("thresholds", thresholds);
        report.values().put("verdict", verdict.hasFailed() ? "failed" : "passed");
        report.values().put("failures", verdict.failures());
        return verdict;
    }

    private void add(String name, SwarmReport report, String count, String what) {
        long times = (long) report.number(count).orElse(0);
        cases.add(new Case(name, times == 0 ? "" : "failed: " + times + " " + what, ""));
    }

    public boolean hasFailed() {
        return !failures().isEmpty();
    }

    /** What failed, a line each. */
    public List<String> failures() {
        return cases.stream()
                .map(Case::failure)
                .filter(failure -> !failure.isEmpty())
                .toList();
    }

    /** All that was checked. */
    public List<Case> cases() {
        return List.copyOf(cases);
    }
}
