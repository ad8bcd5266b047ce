package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.world.Bot;
import dev.tickwire.simulation.world.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The players of a match that the brain of its game plays. What they do is in the script, as of other players. */
final class MatchBots {
    private final Map<Integer, Bot> bots = new TreeMap<>();
    private final Map<Integer, int[]> held = new TreeMap<>();

    /** A bot for a player who is about to join. */
    Bot add(Simulation simulation, int player, Script script) {
        Bot bot = simulation.bot(
                player,
                script.seed + player,
                (kind, raws, texts) -> send(simulation, script, player, kind, raws, texts));
        if (bot == null) {
            throw new IllegalStateException("the game has no bots: override brain()");
        }
        bots.put(player, bot);
        return bot;
    }

    void drop(int player) {
        bots.remove(player);
        held.remove(player);
    }

    /** Has each of them play, before a step. */
    void play(Simulation simulation, Script script) {
        for (Map.Entry<Integer, Bot> entry : bots.entrySet()) {
            int[] raws = entry.getValue().play().clone();
            if (!Arrays.equals(raws, held.put(entry.getKey(), raws))) {
                act(simulation, script, new Deed.Input(simulation.tick(), entry.getKey(), raws));
            }
        }
    }

    private static boolean send(
            Simulation simulation, Script script, int player, int kind, int[] raws, String[] texts) {
        if (!simulation.takesCommand(player, kind)) {
            return false;
        }
        act(simulation, script, new Deed.Command(simulation.tick(), player, kind, raws.clone(), texts.clone()));
        return true;
    }

    private static void act(Simulation simulation, Script script, Deed deed) {
        List<Deed> deeds = script.deeds;
        deeds.add(deed);
        deed.doTo(simulation);
    }
}
