package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What players of any game do at random: come, go and press keys. As lines, which both languages read: {@code tick join player name}, {@code tick leave
 * player}, {@code tick input player raws}; each is done just before the step that leads to its tick.
 */
final class MatchScript {
    /** How far back players may look, and after how many ticks that starts again from 0. */
    static final int MOST_VIEW_AGO = 128;

    private static final int VIEW_AGO_TURN = 160;
    private static final int MOST_PLAYERS = 12;
    private static final String[] NAMES = {"Ada", "Zoë", "", "🚀", "a name with spaces"};

    final List<String> lines = new ArrayList<>();
    private final Random random;
    private final List<ColumnType> inputs;
    private final boolean[] present = new boolean[MOST_PLAYERS];

    MatchScript(Schema schema, int ticks, long seed) {
        random = new Random(seed);
        inputs = schema.inputs().columns();
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
            lines.add(tick + " input " + player + raws());
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

    /** The same script, but that the first input after a tick has another first value. */
    List<String> withAnotherInputAfter(int tick) {
        List<String> others = new ArrayList<>(lines);
        for (int i = 0; i < others.size(); i++) {
            String[] words = others.get(i).split(" ");
            if (Integer.parseInt(words[0]) > tick && words[1].equals("input")) {
                ColumnType first = inputs.get(0);
                words[3] = String.valueOf(words[3].equals("" + first.rawMax()) ? first.rawMin() : first.rawMax());
                others.set(i, String.join(" ", words));
                return others;
            }
        }
        throw new IllegalArgumentException("nobody does anything after tick " + tick);
    }

    /** Does what one line says; who does something sees the others as they were a while ago, now more, now less. */
    static void play(String line, Simulation simulation) {
        String[] words = line.split(" ", 4);
        int player = Integer.parseInt(words[2]);
        switch (words[1]) {
            case "join" -> simulation.join(player, words[3]);
            case "leave" -> simulation.leave(player);
            default -> {
                String[] values = line.split(" ");
                int[] raws = new int[values.length - 3];
                for (int i = 0; i < raws.length; i++) {
                    raws[i] = Integer.parseInt(values[i + 3]);
                }
                simulation.setInput(player, raws, 0, tickOf(line) % VIEW_AGO_TURN);
            }
        }
    }

    static int tickOf(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }
}
