package dev.tickwire.client.swarm.report;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition on a number of the report; a run fails if it is true, such as {@code snapshotGapMillis.p99>75}. */
public final class FailIf {
    private static final Pattern FORM =
            Pattern.compile("\\s*([A-Za-z][\\w.]*)\\s*(>=|<=|==|!=|>|<|=)\\s*([-+]?\\d+(?:\\.\\d+)?)\\s*");

    private final String expression;
    private final String path;
    private final String operator;
    private final double limit;

    private FailIf(String expression, String path, String operator, double limit) {
        this.expression = expression;
        this.path = path;
        this.operator = operator;
        this.limit = limit;
    }

    /**
     * Reads an expression.
     *
     * @param sample any report, which has the names that there are
     * @throws IllegalArgumentException with a sentence, if it cannot be used
     */
    public static FailIf parse(String expression, SwarmReport sample) {
        Matcher matcher = FORM.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + expression
                    + "\" is no condition: it should be a name of the report, one of > >= < <= == !=, and a"
                    + " number, such as desyncs>0");
        }
        String path = matcher.group(1);
        if (sample.number(path).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + expression + "\" cannot be checked: the report has no number called " + path);
        }
        return new FailIf(expression.strip(), path, matcher.group(2), Double.parseDouble(matcher.group(3)));
    }

    /** What failed, in one line; null: nothing. A number that could not be measured is a failure, too. */
    public @Nullable String failure(SwarmReport report) {
        OptionalDouble found = report.number(path);
        if (found.isEmpty() || Double.isNaN(found.getAsDouble())) {
            return "failed: " + expression + " (there was nothing to measure it by)";
        }
        double value = found.getAsDouble();
        return holds(value) ? "failed: " + expression + " (it is " + text(value) + ")" : null;
    }

    private boolean holds(double value) {
        return switch (operator) {
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case "!=" -> value != limit;
            default -> value == limit;
        };
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
