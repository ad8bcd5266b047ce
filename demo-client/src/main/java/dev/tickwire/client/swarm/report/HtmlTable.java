package dev.tickwire.client.swarm.report;

import java.util.Locale;

/** A table as markup: words on the left, numbers on the right. */
final class HtmlTable {
    private static final int FEW_COLUMNS = 5;

    private final String title;
    private final String[] columns;
    private final StringBuilder rows = new StringBuilder();

    HtmlTable(String title, String... columns) {
        this.title = title;
        this.columns = columns;
    }

    /** Adds a row; the style is a class of report.css, or empty. */
    void row(String style, String... cells) {
        rows.append(style.isEmpty() ? "<tr>" : "<tr class=\"" + style + "\">");
        for (int i = 0; i < cells.length; i++) {
            String tag = i == 0 ? "th scope=\"row\"" : "td";
            rows.append("<" + tag + ">" + Markup.escaped(cells[i]) + (i == 0 ? "</th>" : "</td>"));
        }
        rows.append("</tr>\n");
    }

    /** The table, with a note below; empty: it has no rows. */
    String markup(String note) {
        if (rows.isEmpty()) {
            return "";
        }
        String wide = columns.length > FEW_COLUMNS ? " class=\"wide\"" : "";
        StringBuilder out = new StringBuilder("<article" + wide + "><h2>" + Markup.escaped(title)
                + "</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + Markup.escaped(title)
                + "\"><table>");
        if (!String.join("", columns).isEmpty()) {
            out.append("<thead><tr>");
            for (String column : columns) {
                out.append("<th scope=\"col\">" + Markup.escaped(column) + "</th>");
            }
            out.append("</tr></thead>");
        }
        out.append("<tbody>\n").append(rows).append("</tbody></table></div>");
        if (!note.isEmpty()) {
            out.append("<p class=\"note\">" + Markup.escaped(note) + "</p>");
        }
        return out.append("</article>\n").toString();
    }

    /** A name of a report as words: {@code snapshotShare} is "snapshot share". */
    static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replace("Mi B", "MiB")
                .toLowerCase(Locale.ROOT)
                .replace("mib", "MiB")
                .replace("cpu", "CPU")
                .replace("gc ", "GC ");
    }
}
