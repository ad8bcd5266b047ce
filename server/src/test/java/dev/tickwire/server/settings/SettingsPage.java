package dev.tickwire.server.settings;

import java.util.ArrayList;
import java.util.List;

/** The part of the configuration page that lists every setting. */
public final class SettingsPage {
    /** The page goes on with what is generated after this line. */
    public static final String BEGIN = "## Every setting\n";

    private SettingsPage() {}

    /** As Markdown: a table for each section. */
    public static String text() {
        StringBuilder page = new StringBuilder(BEGIN);
        page.append("This part is made from the table of settings and the defaults; a test says how to renew it.\n");
        for (String name : sections()) {
            List<Setting> own = Settings.all().stream()
                    .filter(setting -> sectionOf(setting).equals(name))
                    .toList();
            page.append(heading(name))
                    .append("| setting | default | may be | a change holds | |\n|---|---|---|---|---|\n");
            own.forEach(setting -> page.append(line(setting)));
        }
        return page.toString();
    }

    private static List<String> sections() {
        List<String> names = new ArrayList<>();
        for (Setting setting : Settings.all()) {
            if (!names.contains(sectionOf(setting))) {
                names.add(sectionOf(setting));
            }
        }
        return names;
    }

    private static String sectionOf(Setting setting) {
        return setting.path().substring(0, setting.path().lastIndexOf('.'));
    }

    private static String heading(String name) {
        List<String> comments = Settings.shipped().getValue(name).origin().comments();
        String title = name.replace(Settings.ROOM_TYPE_DEFAULTS, Settings.ROOM_TYPES + ".NAME");
        String description = comments.get(comments.size() - 1).strip();
        return "\n### " + title + "\n" + description + (description.endsWith(".") ? "" : ".") + "\n\n";
    }

    private static String line(Setting setting) {
        String name = setting.path().substring(setting.path().lastIndexOf('.') + 1);
        return "| `" + name + "` | " + (setting.kind() == Setting.Kind.NAMES ? "" : code(setting.initial())) + " | "
                + setting.range() + " | " + setting.effect().words() + " | "
                + setting.description().replace("|", "\\|") + " |\n";
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
