package dev.tickwire.client.swarm.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands that make reports are told about them: which files to write, and when a run fails. */
public final class ReportOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the report as JSON.")
    private @Nullable Path json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes what was checked as JUnit's XML.")
    private @Nullable Path junit;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the report as a page with curves.")
    private @Nullable Path html;

    @Option(
            names = "--compare",
            paramLabel = "OLD.json",
            description = "Tells what has moved, beyond noise, since an older report.")
    private @Nullable Path older;

    @Option(
            names = "--fail-if",
            paramLabel = "EXPR",
            description = "Exit status 1 if this holds of the report; may be given several times.")
    private List<String> failIf = new ArrayList<>();

    private @Nullable SwarmReport olderReport;

    /**
     * Checks, before the run, what would be of no use after it.
     *
     * @param more conditions beside those of the command line
     * @param sample a report without figures, of the same subject
     */
    public List<FailIf> check(List<String> more, SwarmReport sample) {
        checkFile("--report", json);
        checkFile("--junit", junit);
        checkFile("--html", html);
        if (older != null) {
            try {
                olderReport = SwarmReport.read(older);
            } catch (IOException | IllegalArgumentException e) {
                throw unusable("--compare: " + e.getMessage());
            }
        }
        List<FailIf> checks = new ArrayList<>();
        addChecks("a threshold: ", more, sample, checks);
        addChecks("--fail-if: ", failIf, sample, checks);
        return checks;
    }

    private void addChecks(String where, List<String> expressions, SwarmReport sample, List<FailIf> to) {
        for (String expression : expressions) {
            try {
                to.add(FailIf.parse(expression, sample));
            } catch (IllegalArgumentException e) {
                throw unusable(where + e.getMessage());
            }
        }
    }

    /** Judges a report, prints it and writes its files; gives the exit status, 1: it has failed. */
    public int tell(SwarmReport report, List<FailIf> checks, PrintWriter out) throws IOException {
        Verdict verdict = Verdict.of(report, checks);
        if (olderReport != null) {
            Comparison.of(olderReport, report).putInto(report);
        }
        out.print(ReportText.of(report));
        out.flush();
        write(json, report.toJson());
        write(junit, JUnitXml.of(report, verdict));
        write(html, HtmlReport.of(report));
        return verdict.hasFailed() ? 1 : 0;
    }

    private static void write(@Nullable Path file, String text) throws IOException {
        if (file != null) {
            Files.writeString(file, text);
        }
    }

    private void checkFile(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw unusable(option + ": " + file + " cannot be written");
        }
    }

    private ParameterException unusable(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("the command line sets it");
        }
        return new ParameterException(spec.commandLine(), sentence);
    }
}
