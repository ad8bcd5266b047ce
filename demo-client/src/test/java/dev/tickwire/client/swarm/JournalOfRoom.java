package dev.tickwire.client.swarm;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.JournalReader;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a server wrote down of its one arena.
 *
 * @param joins names, in order
 * @param departures names of those whose connection broke or who left, in order
 * @param inputs by name, in order, those that are the same as before left out
 */
record JournalOfRoom(List<String> joins, List<String> departures, Map<String, List<List<Integer>>> inputs) {
    static JournalOfRoom read(Path directory) throws Exception {
        JournalOfRoom journal = new JournalOfRoom(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        Recording recording = Recording.parse(Files.readAllBytes(onlyRoom(directory)));
        Schema schema = new Simulation(new Arena(), 20, 1).schema();
        JournalReader reader = new JournalReader(
                schema.inputs().capacity(), schema.visible().inputs().columns().size());
        Map<Integer, String> names = new HashMap<>();
        for (Chunk chunk : recording.chunks()) {
            Entries entries = new Entries(chunk);
            for (JournalEntry entry = entries.next(); entry != null; entry = entries.next()) {
                journal.note(entry, reader, names);
            }
        }
        return journal;
    }

    private static Path onlyRoom(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> rooms =
                    files.filter(file -> file.toString().endsWith(".room")).toList();
            if (rooms.size() != 1) {
                throw new AssertionError("there should be one room: " + rooms);
            }
            return rooms.get(0);
        }
    }

    private void note(JournalEntry entry, JournalReader reader, Map<Integer, String> names) throws Exception {
        switch (entry.getChangeCase()) {
            case JOIN -> {
                names.put(entry.getJoin().getPlayer(), entry.getJoin().getName());
                joins.add(entry.getJoin().getName());
            }
            case LEAVE -> departures.add(names.get(entry.getLeave()) + " left");
            case REST -> departures.add(names.get(entry.getRest()) + " is away");
            default -> {}
        }
        reader.read(entry, (player, raws, viewAgo) -> {
            List<List<Integer>> of = inputs.computeIfAbsent(names.get(player), any -> new ArrayList<>());
            List<Integer> input = Arrays.stream(raws).boxed().toList();
            if (of.isEmpty() || !of.get(of.size() - 1).equals(input)) {
                of.add(input);
            }
        });
    }
}
