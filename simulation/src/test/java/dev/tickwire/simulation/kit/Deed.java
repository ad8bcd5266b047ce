package dev.tickwire.simulation.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Simulation;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

/** Something that is done to a match between two steps: what a journal of a room has, too. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and they go to the engine as they are.
sealed interface Deed {
    /** The tick after whose step it is done: 0 before the first. */
    int tick();

    void doTo(Simulation simulation);

    /** For the script in Node: what and to whom, in words without spaces; then, as the last one, any text. */
    String words();

    record Join(int tick, int player, String name, String user, boolean isCreator, List<PlayerRow> rows)
            implements Deed {
        @Override
        public void doTo(Simulation simulation) {
            simulation.join(player, name, user, isCreator, rows);
        }

        @Override
        public String words() {
            if (!rows.isEmpty()) {
                throw new IllegalStateException(
                        "in JavaScript, players bring no rows: there is no server to keep them");
            }
            // A user has no spaces, and may be empty.
            return "join " + player + " " + isCreator + " =" + user + " " + name.replace('\n', ' ');
        }
    }

    record Leave(int tick, int player) implements Deed {
        @Override
        public void doTo(Simulation simulation) {
            simulation.leave(player);
        }

        @Override
        public String words() {
            return "leave " + player;
        }
    }

    /** @param raws not changed once they are here */
    record Input(int tick, int player, int[] raws) implements Deed {
        @Override
        public void doTo(Simulation simulation) {
            simulation.setInput(player, raws, 0, 0);
        }

        @Override
        public String words() {
            StringBuilder words = new StringBuilder("input " + player);
            for (int raw : raws) {
                words.append(' ').append(raw);
            }
            return words.toString();
        }
    }

    /** @param raws and texts: not changed once they are here */
    record Command(int tick, int player, int kind, int[] raws, String[] texts) implements Deed {
        @Override
        public void doTo(Simulation simulation) {
            simulation.command(player, kind, raws, 0, texts);
        }

        @Override
        public String words() {
            StringBuilder words = new StringBuilder("command " + player + " " + kind + " " + raws.length);
            for (int raw : raws) {
                words.append(' ').append(raw);
            }
            for (String text : texts) {
                // A word, even if it is empty.
                words.append(" .").append(URLEncoder.encode(text, UTF_8).replace("+", "%20"));
            }
            return words.toString();
        }
    }

    /** @param raws and texts: not changed once they are here */
    record Answer(int tick, int kind, int request, Outcome outcome, int[] raws, String[] texts) implements Deed {
        @Override
        public void doTo(Simulation simulation) {
            simulation.answer(kind, request, outcome, raws, texts);
        }

        @Override
        public String words() {
            throw new IllegalStateException("in JavaScript, a match has no answers of a backend");
        }
    }

    /** @param values of all tunables that have another than their initial one */
    record Tune(int tick, Map<String, Double> values) implements Deed {
        @Override
        public void doTo(Simulation simulation) {
            simulation.tune(values);
        }

        @Override
        public String words() {
            StringBuilder words = new StringBuilder("tune");
            values.forEach(
                    (name, value) -> words.append(' ').append(name).append(' ').append(value));
            return words.toString();
        }
    }
}
