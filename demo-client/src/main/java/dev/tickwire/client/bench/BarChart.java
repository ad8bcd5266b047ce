package dev.tickwire.client.bench;

import java.util.List;
import java.util.Locale;

/** All results as bars, in SVG: for each scene two panels, with a bar for each server. */
final class BarChart {
    private static final int WIDTH = 900;
    private static final int NAMES_WIDTH = 150;
    private static final int PANEL_WIDTH = (WIDTH - NAMES_WIDTH - 20) / 2;
    private static final int LONGEST_BAR = PANEL_WIDTH - 140;
    private static final int TITLE_HEIGHT = 62;
    private static final int BAR_HEIGHT = 16;
    private static final int LINE_HEIGHT = 24;
    private static final int MARGIN = 16;

    private final StringBuilder svg = new StringBuilder();

    private BarChart() {}

    static String of(List<Results> all) {
        BarChart chart = new BarChart();
        int height = MARGIN;
        for (Results results : all) {
            height += TITLE_HEIGHT + results.entrants().size() * LINE_HEIGHT + MARGIN;
        }
        chart.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#1f2937\">",
                WIDTH, height, WIDTH, height);
        chart.add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        int top = MARGIN;
        for (Results results : all) {
            chart.scene(results, top);
            top += TITLE_HEIGHT + results.entrants().size() * LINE_HEIGHT + MARGIN;
        }
        chart.add("</svg>");
        return chart.svg.toString();
    }

    private void scene(Results results, int top) {
        String title = results.scene().key() + ", " + results.players() + " players";
        text(MARGIN, top + 18, "font-size=\"17\" font-weight=\"600\"", title);
        int line = top + TITLE_HEIGHT;
        for (String entrant : results.entrants()) {
            text(MARGIN, line + 13, "", entrant);
            line += LINE_HEIGHT;
        }
        int left = NAMES_WIDTH;
        for (Figure figure : results.scene().bars()) {
            text(left, top + 48, "fill=\"#6b7280\"", figure.title() + ", and times ours");
            panel(results, figure, left, top + TITLE_HEIGHT);
            left += PANEL_WIDTH;
        }
    }

    private void panel(Results results, Figure figure, int left, int top) {
        double longest = results.entrants().stream()
                .mapToDouble(entrant -> results.median(entrant, figure))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        int line = top;
        for (String entrant : results.entrants()) {
            double value = results.median(entrant, figure);
            double width = longest > 0 && value > 0 ? Math.max(1, value / longest * LONGEST_BAR) : 0;
            add(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>",
                    left, line, width, BAR_HEIGHT, color(entrant));
            String label = figure.format(value);
            if (!entrant.equals(Entrant.OURS)) {
                label += "  (" + ResultsText.ratio(results.timesOurs(entrant, figure)) + "×)";
            }
            text((int) (left + width + 6), line + 13, "", label);
            line += LINE_HEIGHT;
        }
    }

    private static String color(String entrant) {
        if (entrant.equals(Kind.FLOOR.key())) {
            return "#d1d5db";
        }
        if (entrant.equals(Entrant.OURS)) {
            return "#2563eb";
        }
        return entrant.startsWith(Entrant.OURS) ? "#93c5fd" : "#9ca3af";
    }

    private void text(int x, int y, String attributes, String content) {
        add("<text x=\"%d\" y=\"%d\" %s>%s</text>", x, y, attributes, escaped(content));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
