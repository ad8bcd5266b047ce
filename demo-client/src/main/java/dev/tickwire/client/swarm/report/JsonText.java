package dev.tickwire.client.swarm.report;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in the order in which things were put, with a line for each name, and one for each list of numbers: a run
 * of an hour has curves of thousands.
 */
final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(Map<String, Object> values) {
        JsonText text = new JsonText();
        text.write(values, "\n");
        return text.out.append('\n').toString();
    }

    private void write(@Nullable Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map, line);
        } else if (value instanceof List<?> list) {
            writeList(list, line);
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else if (value instanceof Boolean flag) {
            out.append(flag);
        } else {
            out.append(value == null ? "null" : ConfigUtil.quoteString(value.toString()));
        }
    }

    private void writeMap(Map<?, ?> map, String line) {
        String inner = line + "  ";
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before)
                    .append(inner)
                    .append(ConfigUtil.quoteString(String.valueOf(entry.getKey())))
                    .append(": ");
            write(entry.getValue(), inner);
            before = ",";
        }
        out.append(map.isEmpty() ? "{}" : line + "}");
    }

    private void writeList(List<?> list, String line) {
        boolean isOfNumbers = list.stream().allMatch(each -> each instanceof Number);
        String inner = isOfNumbers ? "" : line + "  ";
        String before = "[";
        for (Object each : list) {
            out.append(before).append(inner);
            write(each, inner);
            before = isOfNumbers ? ", " : ",";
        }
        out.append(list.isEmpty() ? "[]" : isOfNumbers ? "]" : line + "]");
    }

    /** Whole numbers without a point; what JSON has no number for is null. */
    private static String number(Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            return "null";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString(number.longValue())
                : Double.toString(value);
    }
}
