package dev.tickwire.client.swarm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of lines over time, as markup: the lines are an SVG that is stretched to whatever room there is, the words
 * stand over it as text, so that they keep their size on a phone.
 */
final class HtmlChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 100;
    /** Lines that are rarely of interest may leave the chart above: beyond so many times the others. */
    private static final double MOST_TIMES = 3;

    private static final double HEADROOM = 1.04;

    private final String title;
    private final String unit;
    private final double[] seconds;
    private final List<Points.Band> bands;
    private final List<Line> lines = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();

    private static final class Line {
        private final String name;
        private final int colour;
        private final double[] values;
        private final boolean isScaling;

        Line(String name, int colour, double[] values, boolean isScaling) {
            this.name = name;
            this.colour = colour;
            this.values = values;
            this.isScaling = isScaling;
        }
    }

    private record Limit(double value, double fromSeconds, double toSeconds, boolean hasFailed, String text) {}

    HtmlChart(String title, String unit, double[] seconds, List<Points.Band> bands) {
        this.title = title;
        this.unit = unit;
        this.seconds = seconds;
        this.bands = bands;
    }

    /** Adds a line that is always within the chart. */
    HtmlChart line(String name, int colour, double[] values) {
        return line(name, colour, values, true);
    }

    /**
     * Adds a line; one that does not scale may leave the chart above.
     *
     * @param colour one of report.css, from 0 on
     */
    HtmlChart line(String name, int colour, double[] values, boolean isScaling) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                lines.add(new Line(name, colour, values, isScaling));
                break;
            }
        }
        return this;
    }

    /** Marks the value that a figure of the chart is not to pass, from one time to another. */
    void limit(double value, double fromSeconds, double toSeconds, boolean hasFailed, String text) {
        if (!Double.isNaN(value)) {
            limits.add(new Limit(value, fromSeconds, toSeconds, hasFailed, text));
        }
    }

    /** The chart; empty: there is nothing to draw. */
    String markup() {
        if (lines.isEmpty() || seconds.length < 2) {
            return "";
        }
        double step = niceStep(top());
        double most = step * Math.max(1, Math.ceil(top() / step));
        StringBuilder out = new StringBuilder("<figure class=\"chart\"><figcaption><h3>" + Markup.escaped(title)
                + " <span>" + Markup.escaped(unit) + "</span></h3><ul class=\"legend\">");
        for (Line line : lines) {
            out.append("<li class=\"l" + line.colour + "\">" + Markup.escaped(line.name) + " <b>"
                    + Amounts.text(most(line)) + "</b></li>");
        }
        out.append("</ul></figcaption><div class=\"plot\"><div class=\"y\">");
        for (double value = 0; value <= most * 1.001; value += step) {
            out.append(format("<span style=\"bottom:%.2f%%\">%s</span>", 100 * value / most, Amounts.text(value)));
        }
        out.append("</div><div class=\"area\">");
        addSvg(out, most, step);
        for (Points.Band band : bands) {
            double from = share(band.fromSeconds());
            out.append(format(
                    "<span class=\"band%s\" style=\"left:%.2f%%;width:%.2f%%\">%s</span>",
                    band.isMeasured() ? " measured" : "",
                    100 * from,
                    100 * (share(band.toSeconds()) - from),
                    Markup.escaped(band.name())));
        }
        for (Limit limit : limits) {
            if (limit.value <= most) {
                out.append(format(
                        "<span class=\"limit%s\" style=\"bottom:%.2f%%;right:%.2f%%\">%s</span>",
                        limit.hasFailed ? " failed" : "",
                        100 * limit.value / most,
                        100 * (1 - share(limit.toSeconds)),
                        Markup.escaped(limit.text)));
            }
        }
        out.append("</div><div class=\"x\">");
        addTimes(out);
        return out.append("</div></div></figure>\n").toString();
    }

    private void addSvg(StringBuilder out, double most, double step) {
        out.append(format(
                "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, Markup.escaped(spoken())));
        for (Points.Band band : bands) {
            boolean hasFailed = limits.stream()
                    .anyMatch(limit -> limit.hasFailed
                            && limit.fromSeconds <= band.fromSeconds()
                            && limit.toSeconds >= band.toSeconds()
                            && band.isMeasured());
            double from = WIDTH * share(band.fromSeconds());
            out.append(format(
                    "<rect class=\"%s\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/>",
                    hasFailed ? "failed" : band.isMeasured() ? "measured" : "other",
                    from,
                    WIDTH * share(band.toSeconds()) - from,
                    HEIGHT));
        }
        for (double value = 0; value <= most * 1.001; value += step) {
            double y = HEIGHT * (1 - value / most);
            out.append(format("<path class=\"grid\" d=\"M0 %.2fH%d\"/>", y, WIDTH));
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            out.append("<path class=\"line l" + lines.get(i).colour + "\" d=\"" + path(lines.get(i).values, most)
                    + "\"/>");
        }
        for (Limit limit : limits) {
            out.append(format(
                    "<path class=\"limit%s\" d=\"M%.1f %.2fH%.1f\"/>",
                    limit.hasFailed ? " failed" : "",
                    WIDTH * share(limit.fromSeconds),
                    HEIGHT * (1 - limit.value / most),
                    WIDTH * share(limit.toSeconds)));
        }
        out.append("</svg>");
    }

    private String path(double[] values, double most) {
        StringBuilder path = new StringBuilder();
        boolean isDown = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                isDown = false;
                continue;
            }
            // A point by itself is a dot.
            String then = isDown ? "" : "h0";
            path.append(format(
                    "%s%.1f %.2f%s",
                    isDown ? "L" : "M", WIDTH * share(seconds[i]), HEIGHT * (1 - values[i] / most), then));
            isDown = true;
        }
        return path.toString();
    }

    private void addTimes(StringBuilder out) {
        double end = end();
        double step = niceTimeStep(end);
        for (double at = 0; at <= end; at += step) {
            String text = step >= 60 ? Math.round(at / 60) + " min" : Math.round(at) + " s";
            out.append(format("<span style=\"left:%.2f%%\">%s</span>", 100 * at / end, text));
        }
    }

    private String spoken() {
        StringBuilder text = new StringBuilder(title + " over time, at most: ");
        lines.forEach(line -> text.append(line.name + " " + Amounts.text(most(line)) + " " + unit + "; "));
        return text.toString().strip();
    }

    private double end() {
        double end = seconds[seconds.length - 1];
        for (Points.Band band : bands) {
            end = Math.max(end, band.toSeconds());
        }
        return end;
    }

    private double share(double at) {
        return Math.max(0, Math.min(1, at / end()));
    }

    /** What has to be in the chart. */
    private double top() {
        double top = 0;
        double all = 0;
        for (Line line : lines) {
            all = Math.max(all, most(line));
            top = line.isScaling ? Math.max(top, most(line)) : top;
        }
        top = Math.min(all, MOST_TIMES * top);
        for (Limit limit : limits) {
            top = limit.value <= MOST_TIMES * top ? Math.max(top, limit.value * 1.05) : top;
        }
        return top == 0 ? 1 : top * HEADROOM;
    }

    private static double most(Line line) {
        double most = 0;
        for (double value : line.values) {
            most = value > most ? value : most;
        }
        return most;
    }

    /** A step of 1, 2 or 5 times a power of ten, so that there are three to five of them. */
    private static double niceStep(double top) {
        double power = Math.pow(10, Math.floor(Math.log10(top / 3)));
        for (double nice : new double[] {1, 2, 5}) {
            if (top / (nice * power) <= 5) {
                return nice * power;
            }
        }
        return 10 * power;
    }

    private static double niceTimeStep(double end) {
        for (double step : new double[] {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400}) {
            if (end / step <= 6) {
                return step;
            }
        }
        return 86_400 * Math.ceil(end / 6 / 86_400);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
