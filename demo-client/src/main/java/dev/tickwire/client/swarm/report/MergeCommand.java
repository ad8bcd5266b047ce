package dev.tickwire.client.swarm.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that sums the reports of several swarms; exit status as of a run. */
@Command(
        name = "merge",
        description = "Sums the reports of several swarms that played against one server at the same time.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MergeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE.json", description = "The reports.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("the command line sets it");
        }
        SwarmReport sum;
        List<String> conditions = new ArrayList<>();
        try {
            List<SwarmReport> parts = new ArrayList<>();
            for (Path file : files) {
                parts.add(SwarmReport.read(file));
            }
            sum = Merge.of(parts);
            parts.forEach(part -> addConditions(part, conditions));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        List<FailIf> checks = reports.check(conditions, sum);
        return reports.tell(sum, checks, spec.commandLine().getOut());
    }

    /** The sum fails by what its parts were checked for. */
    private static void addConditions(SwarmReport part, List<String> conditions) {
        if (part.values().get("thresholds") instanceof List<?> thresholds) {
            for (Object each : thresholds) {
                String expression = each instanceof Map<?, ?> map ? String.valueOf(map.get("expression")) : "";
                if (!expression.isEmpty() && !conditions.contains(expression)) {
                    conditions.add(expression);
                }
            }
        }
    }
}
