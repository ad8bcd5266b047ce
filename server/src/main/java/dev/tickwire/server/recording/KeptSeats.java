package dev.tickwire.server.recording;

import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalCommand;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.proto.wire.JournalSettled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who has a seat in a room, and which requests have no answer, as its journal says; no game is needed for that. */
public final class KeptSeats {
    private final Map<Integer, JournalSeat> seats = new TreeMap<>();
    private final List<JournalRequest> requests = new ArrayList<>();

    KeptSeats() {}

    /** Those at the end of a recording. */
    public static KeptSeats of(Recording recording) throws MalformedRecordingException {
        KeptSeats seats = new KeptSeats();
        for (int i = recording.startBefore(Integer.MAX_VALUE);
                i < recording.chunks().size();
                i++) {
            Entries entries = new Entries(recording.chunks().get(i));
            for (JournalEntry entry = entries.next(); entry != null; entry = entries.next()) {
                seats.note(entry);
            }
        }
        return seats;
    }

    /** How many there are. */
    public int count() {
        return seats.size();
    }

    List<JournalSeat> all() {
        return List.copyOf(seats.values());
    }

    List<JournalRequest> openRequests() {
        return List.copyOf(requests);
    }

    void note(JournalEntry entry) {
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
