package dev.tickwire.simulation.games;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files of a game, without running them, for what makes rules give another world elsewhere: inexact
 * mathematics, other random numbers, clocks, unordered collections, threads, files, and static fields that can change.
 *
 * <p>It cannot know whether what it finds matters: its sentences are warnings.
 */
public final class GameScan {
    private static final int MOST_SENTENCES = 50;

    /** Of Math, what gives the same bits on the JVM and in JavaScript. */
    public static final List<String> EXACT_MATH = List.of(
            "abs",
            "addExact",
            "ceil",
            "decrementExact",
            "floor",
            "floorDiv",
            "floorMod",
            "incrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyHigh",
            "negateExact",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact");

    private static final List<String> UNORDERED =
            List.of("java/util/HashMap", "java/util/HashSet", "java/util/IdentityHashMap", "java/util/WeakHashMap");

    private static final List<String> RANDOM =
            List.of("java/util/Random", "java/util/SplittableRandom", "java/util/UUID");

    private GameScan() {}

    /** A sentence for each thing found, in the class and those that it uses of its package and the packages below. */
    public static List<String> of(Class<?> game) {
        Set<String> sentences = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(game.getName().replace('.', '/')));
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            ClassFile file = seen.add(name) ? read(game, name) : null;
            if (file != null) {
                look(file, sentences);
                file.classes().stream()
                        .filter(other -> isWith(game.getName().replace('.', '/'), other))
                        .forEach(waiting::add);
            }
        }
        return sentences.stream().limit(MOST_SENTENCES).toList();
    }

    /** Whether a class is in the game's package or below it, and is not what the game is nested in. */
    private static boolean isWith(String game, String other) {
        String folder = game.substring(0, game.lastIndexOf('/') + 1);
        boolean isNear = folder.isEmpty() ? other.indexOf('/') < 0 : other.startsWith(folder);
        return isNear && !game.startsWith(other + "$");
    }

    /** Null: there is none, as of a class that was made while the game runs. */
    private static @Nullable ClassFile read(Class<?> game, String name) {
        ClassLoader loader = game.getClassLoader();
        try (InputStream bytes = loader == null ? null : loader.getResourceAsStream(name + ".class")) {
            return bytes == null ? null : ClassFile.read(new DataInputStream(new BufferedInputStream(bytes)));
        } catch (IOException e) {
            return null;
        }
    }

    private static void look(ClassFile file, Set<String> sentences) {
        for (String variable : file.variables()) {
            sentences.add(file.javaName() + "." + variable
                    + " is static and not final: all rooms share it, and no replay knows it; keep it in a table");
        }
        for (String member : file.members()) {
            int dot = member.lastIndexOf('.');
            String why = why(member.substring(0, dot), member.substring(dot + 1));
            if (!why.isEmpty()) {
                String called = member.replace('/', '.').replace(".<init>", "");
                sentences.add(file.javaName() + " uses " + called + ", " + why);
            }
        }
    }

    /** What is wrong with it, and what to use instead; empty: nothing. */
    private static String why(String owner, String member) {
        if ((owner.equals("java/lang/Math") || owner.equals("java/lang/StrictMath")) && !EXACT_MATH.contains(member)) {
            return switch (member) {
                case "random" -> "which no replay repeats: use step.random()";
                case "round", "rint" -> "which rounds otherwise in a browser: use Math.floor(value + 0.5)";
                case "sin", "cos", "tan", "asin", "acos", "atan", "atan2" ->
                    "whose last bits differ from machine to machine: use Trig";
                default -> "whose last bits differ from machine to machine: use + - * / and Math.sqrt";
            };
        }
        if (RANDOM.contains(owner) || owner.equals("java/util/concurrent/ThreadLocalRandom")) {
            return "whose numbers no replay repeats: use step.random()";
        }
        if (owner.startsWith("java/time/")
                || (owner.equals("java/lang/System") && (member.equals("nanoTime") || member.startsWith("current")))) {
            return "a clock: use step.tick() and step.seconds()";
        }
        boolean isOf = (owner.equals("java/util/Map") || owner.equals("java/util/Set"))
                && List.of("of", "copyOf", "ofEntries").contains(member);
        if (UNORDERED.contains(owner) || isOf) {
            return "whose order differs from run to run: use an array, a LinkedHashMap or a TreeMap";
        }
        if (owner.equals("java/lang/Thread") || owner.startsWith("java/util/concurrent/")) {
            return "which is for threads: rules run on one, and are done when the step is";
        }
        if (owner.startsWith("java/io/") || owner.startsWith("java/nio/") || owner.startsWith("java/net/")) {
            return "which reaches beyond the room: rules know the tables, the inputs and the step only";
        }
        return "";
    }
}
