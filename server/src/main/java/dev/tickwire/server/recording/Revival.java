package dev.tickwire.server.recording;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Replay;
import dev.tickwire.proto.wire.JournalCommand;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.proto.wire.JournalSettled;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds out from what was kept of a room how it was last, and who had a seat in it. */
public final class Revival {
    private final Map<Integer, JournalSeat> seats = new TreeMap<>();
    private final List<JournalRequest> requests = new ArrayList<>();

    private Revival() {}

    /**
     * How a room was.
     *
     * @param seats those that people had
     * @param openRequests requests of its rules that had no answer
     */
    public record Room(Checkpoint checkpoint, List<JournalSeat> seats, List<JournalRequest> openRequests) {
        public Room {
            seats = List.copyOf(seats);
            openRequests = List.copyOf(openRequests);
        }

        /** Its match, which goes on. */
        public Match resume(Supplier<Game> games, JournalSink journal) {
            return Match.resume(games.get(), checkpoint, journal);
        }
    }

    /** Plays what was kept from its newest checkpoint on; whatever rules throw then comes out of it. */
    public static Room of(byte[] file, int schemaHash, Supplier<Game> games) throws MalformedRecordingException {
        Recording recording = Recording.parse(file);
        if (recording.head().getSchemaHash() != schemaHash) {
            throw new MalformedRecordingException(
                    "the game " + recording.head().getGame() + " has other tables now than when the room was kept");
        }
        Revival revival = new Revival();
        Replay replay = new Replay(recording, recording.startBefore(Integer.MAX_VALUE), games, new Replay.Listener() {
            @Override
            public void done(JournalEntry entry, Simulation simulation) {
                revival.note(entry);
            }
        });
        replay.play();
        return new Room(replay.checkpoint(), List.copyOf(revival.seats.values()), revival.requests);
    }

    private void note(JournalEntry entry) {
        switch (entry.getChangeCase()) {
            case CHECKPOINT -> {
                seats.clear();
                entry.getCheckpoint().getSeatsList().forEach(seat -> seats.put(seat.getPlayer(), seat));
                requests.clear();
                requests.addAll(entry.getCheckpoint().getRequestsList());
            }
            case SEAT -> seats.put(entry.getSeat().getPlayer(), entry.getSeat());
            case LEAVE -> seats.remove(entry.getLeave());
            case COMMAND -> note(entry.getCommand());
            case SETTLED -> note(entry.getSettled());
            case REQUEST -> requests.add(entry.getRequest());
            case ANSWER ->
                requests.removeIf(one -> one.getKind() == entry.getAnswer().getKind()
                        && one.getRequest() == entry.getAnswer().getRequest());
            default -> {}
        }
    }

    private void note(JournalCommand command) {
        seats.computeIfPresent(
                command.getPlayer(),
                (player, seat) ->
                        seat.toBuilder().setLastCommand(command.getNumber()).build());
    }

    private void note(JournalSettled settled) {
        seats.computeIfPresent(
                settled.getPlayer(),
                (player, seat) -> seat.toBuilder().addSettled(settled).build());
    }
}
