package dev.tickwire.client.project;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a project is called.
 *
 * @param name as it was chosen, such as {@code space-race}
 * @param className of its game, such as {@code SpaceRace}
 */
record ProjectName(String name, String className) {
    private static final Pattern NAMES = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MOST_CHARS = 40;
    private static final String[] PACKAGES = {"java.lang.", "dev.tickwire.simulation.world."};
    /** What the classes of a project import beside those. */
    private static final Set<String> IMPORTED = Set.of("Match", "Path", "Rules", "Test");

    /** @throws IllegalArgumentException with a sentence, if nothing can be called that */
    static ProjectName of(String name) {
        if (!NAMES.matcher(name).matches() || name.length() > MOST_CHARS) {
            throw new IllegalArgumentException("\"" + name + "\" is no name for a project: it has up to " + MOST_CHARS
                    + " lower-case letters, digits and hyphens, as in space-race");
        }
        StringBuilder className = new StringBuilder();
        for (String word : name.split("-", -1)) {
            className.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        if (isTaken(className.toString())) {
            throw new IllegalArgumentException("\"" + name + "\" is no name for a project: its game would be the class "
                    + className + ", which is another one already");
        }
        return new ProjectName(name, className.toString());
    }

    /** The name of its room type, as the server gives it to the class. */
    String roomType() {
        return className.toLowerCase(Locale.ROOT);
    }

    private static boolean isTaken(String className) {
        if (IMPORTED.contains(className)) {
            return true;
        }
        for (String prefix : PACKAGES) {
            try {
                Class.forName(prefix + className, false, ProjectName.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                // So it is free there.
            }
        }
        return false;
    }
}
