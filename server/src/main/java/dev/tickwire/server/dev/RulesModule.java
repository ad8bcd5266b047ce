package dev.tickwire.server.dev;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What pages are given of a game's rules.
 *
 * @param mainClass the one that exports them
 * @param fileName of the module, as pages import it
 */
public record RulesModule(String mainClass, String fileName) {
    private static final Pattern EXPORT = Pattern.compile("@JSExport\\s+public\\s+static\\s+Rules\\s+rules\\s*\\(");
    private static final String SUFFIX = "Rules";

    /** Whether a Java file exports rules. */
    static boolean isIn(String source) {
        return EXPORT.matcher(source).find();
    }

    /** The usual one of a Java file, by its path from where packages begin: {@code RacingRules.java} has racing.js. */
    static RulesModule of(Path javaFile) {
        String path = javaFile.toString();
        String name = path.substring(0, path.length() - ".java".length()).replace('\\', '/');
        String simple = name.substring(name.lastIndexOf('/') + 1);
        String game = simple.endsWith(SUFFIX) && !simple.equals(SUFFIX)
                ? simple.substring(0, simple.length() - SUFFIX.length())
                : simple;
        return new RulesModule(name.replace('/', '.'), game.toLowerCase(Locale.ROOT) + ".js");
    }

    /** Where pages find it. */
    public String url() {
        return "/" + fileName;
    }
}
