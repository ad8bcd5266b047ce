package dev.tickwire.client.swarm.report;

import dev.tickwire.simulation.games.Spelling;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a number of the report; a run fails if it is true, such as {@code snapshotGapMillis.p99>75} or
 * {@code phases.beside.rttMillis.p99 > 1.2 * phases.alone.rttMillis.p99}.
 */
public final class FailIf {
    private static final String SERVER = "server.";
    private static final String NAME = "[A-Za-z][\\w.-]*";
    private static final String NUMBER = "[-+]?\\d+(?:\\.\\d+)?";
    private static final Pattern FORM = Pattern.compile("\\s*(" + NAME + ")\\s*(>=|<=|==|!=|>|<|=)\\s*(?:(" + NUMBER
            + ")|(?:(" + NUMBER + ")\\s*\\*\\s*)?(" + NAME + "))\\s*");

    private final String expression;
    private final String path;
    private final String operator;
    private final double limit;
    private final String limitPath;

    /** Fails if the number at {@code path} is so to {@code limit}, times the number at {@code limitPath} if any. */
    private FailIf(String expression, String path, String operator, double limit, String limitPath) {
        this.expression = expression;
        this.path = path;
        this.operator = operator;
        this.limit = limit;
        this.limitPath = limitPath;
    }

    /**
     * What came of a condition.
     *
     * @param path of the number
     * @param value what the number is; NaN: there was nothing to measure it by
     * @param limit what it was compared with
     * @param hasFailed whether the condition holds, or could not be checked
     * @param isTrusted false: it is of time, and the swarm itself was too slow
     */
    public record Outcome(
            String expression, String path, double value, double limit, boolean hasFailed, boolean isTrusted) {
        /** In one line. */
        public String sentence() {
            String what = Double.isNaN(value) || Double.isNaN(limit)
                    ? "there was nothing to measure it by"
                    : "it is " + FailIf.text(value);
            String doubt = isTrusted ? "" : "; not to be trusted, as the swarm itself was too slow";
            return (hasFailed ? "failed: " : "passed: ") + expression + " (" + what + doubt + ")";
        }
    }

    /**
     * Reads an expression.
     *
     * @param sample any report of the same subject, which has the names that there are
     * @throws IllegalArgumentException with a sentence, if it cannot be used
     */
    public static FailIf parse(String expression, SwarmReport sample) {
        Matcher matcher = FORM.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + expression
                    + "\" is no condition: it should be a name of the report, one of > >= < <= == !=, and a"
                    + " number or FACTOR * NAME, such as desyncs>0");
        }
        String path = known(matcher.group(1), expression, sample);
        String number = matcher.group(3);
        if (number != null) {
            return new FailIf(expression.strip(), path, matcher.group(2), Double.parseDouble(number), "");
        }
        double factor = matcher.group(4) == null ? 1 : Double.parseDouble(matcher.group(4));
        String limitPath = known(matcher.group(5), expression, sample);
        return new FailIf(expression.strip(), path, matcher.group(2), factor, limitPath);
    }

    private static String known(String path, String expression, SwarmReport sample) {
        if (sample.number(path).isPresent()) {
            return path;
        }
        String nearest = Spelling.nearest(path, sample.names());
        throw new IllegalArgumentException("\"" + expression + "\" cannot be checked: the report has no number called "
                + path + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"));
    }

    /** What comes of it. A number that could not be measured is a failure, too. */
    public Outcome check(SwarmReport report) {
        double value = report.number(path).orElse(Double.NaN);
        double to =
                limitPath.isEmpty() ? limit : limit * report.number(limitPath).orElse(Double.NaN);
        boolean hasFailed = Double.isNaN(value) || Double.isNaN(to) || holds(value, to);
        boolean isTrusted = !report.isSaturated() || (isTrusted(path) && isTrusted(limitPath));
        return new Outcome(expression, path, value, to, hasFailed, isTrusted);
    }

    /** What failed, in one line; null: nothing. */
    public @Nullable String failure(SwarmReport report) {
        Outcome outcome = check(report);
        return outcome.hasFailed() ? outcome.sentence() : null;
    }

    /** Whether a figure is right even if the swarm is too slow: it is no time, or the server's own. */
    private static boolean isTrusted(String path) {
        return !path.contains("Millis") || path.contains(SERVER);
    }

    private boolean holds(double value, double to) {
        return switch (operator) {
            case ">" -> value > to;
            case ">=" -> value >= to;
            case "<" -> value < to;
            case "<=" -> value <= to;
            case "!=" -> value != to;
            default -> value == to;
        };
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
