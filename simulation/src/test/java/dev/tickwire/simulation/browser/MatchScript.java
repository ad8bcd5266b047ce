package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What players of any game do at random: come, go and press keys. As lines, which both languages read: {@code tick join
 * player name}, {@code tick leave player}, {@code tick input player viewAgo raws}; each is done just before the step
 * that leads to its tick.
 */
final class MatchScript {
    private static final int MOST_PLAYERS = 12;
    private static final String[] NAMES = {"Ada", "Zoë", "", "🚀", "a name with spaces"};

    final List<String> lines = new ArrayList<>();
    private final Random random;
    private final List<ColumnType> inputs;
    private final boolean[] present = new boolean[MOST_PLAYERS];

    MatchScript(Schema schema, int ticks, long seed) {
        random = new Random(seed);
        inputs = schema.visible().inputs().columns();
        for (int tick = 1; tick <= ticks; tick++) {
            for (int player = 0; player < MOST_PLAYERS; player++) {
                act(tick, player);
            }
        }
    }

    private void act(int tick, int player) {
        if (random.nextInt(present[player] ? 300 : 60) == 0) {
            lines.add(tick + (present[player] ? " leave " + player : " join " + player + " " + name()));
            present[player] = !present[player];
        }
        if (present[player] && random.nextInt(8) == 0) {
            lines.add(tick + " input " + player + " " + random.nextInt(2 * Match.MOST_VIEW_AGO) + raws());
        }
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    /** A legal value for each column. */
    private String raws() {
        StringBuilder raws = new StringBuilder();
        for (ColumnType column : inputs) {
            int least = column.rawMin();
            int most = column.rawMax();
            raws.append(' ').append(random.nextInt(least, most + 1));
        }
        return raws.toString();
    }

    /** The same script, but that inputs in some ticks have another first value. */
    List<String> withOtherInputs(int firstTick, int lastTick) {
        List<String> others = new ArrayList<>(lines);
        ColumnType first = inputs.get(0);
        for (int i = 0; i < others.size(); i++) {
            String[] words = others.get(i).split(" ");
            int tick = Integer.parseInt(words[0]);
            if (tick >= firstTick && tick <= lastTick && words[1].equals("input")) {
                words[4] = String.valueOf(words[4].equals("" + first.rawMax()) ? first.rawMin() : first.rawMax());
                others.set(i, String.join(" ", words));
            }
        }
        return others;
    }

    /** Does what one line says. */
    static void play(String line, Simulation simulation) {
        String[] words = line.split(" ", 4);
        int player = Integer.parseInt(words[2]);
        switch (words[1]) {
            case "join" -> simulation.join(player, words[3]);
            case "leave" -> simulation.leave(player);
            default -> {
                String[] values = line.split(" ");
                int[] raws = new int[values.length - 4];
                for (int i = 0; i < raws.length; i++) {
                    raws[i] = Integer.parseInt(values[i + 4]);
                }
                simulation.setInput(player, raws, 0, Integer.parseInt(values[3]));
            }
        }
    }

    static int tickOf(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }
}
