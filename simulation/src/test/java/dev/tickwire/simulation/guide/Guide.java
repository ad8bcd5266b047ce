package dev.tickwire.simulation.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes that the guide in the docs has its reader write, compiled as they stand there. */
final class Guide {
    private static final Path DOCUMENT = Path.of("../docs/write-a-game.md");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final Path folder;

    /** @param folder an empty one, for sources and classes */
    Guide(Path folder) {
        this.folder = folder;
    }

    /** Loads the class of that name, after its reader has done all that the guide says. */
    Class<?> load(String name) throws IOException, ReflectiveOperationException {
        return new JavaFolder(folder)
                .compile("Coins", game())
                .compile("CoinsTest", block("class CoinsTest"))
                .load(name);
    }

    /** The class of the game, at the end. */
    static String game() throws IOException {
        String predicted = block("dots.predictOwn()");
        String early = block("if (step.isPrediction()) return;");
        String game = block("class Coins extends Game")
                .replaceFirst("    @Override public void joined", Matcher.quoteReplacement(predicted) + "\n$0");
        int between = game.lastIndexOf("        for (int dot = dots.first()");
        return game.substring(0, between) + early + game.substring(between);
    }

    /** The only piece of Java that has that in it. */
    static String block(String part) throws IOException {
        List<String> found = JAVA.matcher(Files.readString(DOCUMENT))
                .results()
                .map(match -> match.group(1))
                .filter(text -> text.contains(part))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " pieces of Java in the guide have \"" + part + "\"");
        }
        return found.get(0);
    }
}
