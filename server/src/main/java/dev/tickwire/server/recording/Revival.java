package dev.tickwire.server.recording;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Replay;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.List;
import java.util.function.Supplier;

/** Finds out from what was kept of a room how it was last, and who had a seat in it. */
public final class Revival {
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

        /** Who is in its match, bots too: its inputs. */
        public Rows players() {
            return checkpoint.world().now().inputs();
        }

        /** Its match, which goes on. */
        public Match resume(Supplier<Game> games, JournalSink journal) {
            return Match.resume(games.get(), checkpoint, journal);
        }
    }

    /** Plays what was kept from its newest checkpoint on; whatever rules throw then comes out of it. */
    public static Room of(Recording recording, Supplier<Game> games) throws MalformedRecordingException {
        KeptSeats seats = new KeptSeats();
        Replay replay = new Replay(recording, recording.startBefore(Integer.MAX_VALUE), games, new Replay.Listener() {
            @Override
            public void done(JournalEntry entry, Simulation simulation) {
                seats.note(entry);
            }
        });
        replay.play();
        return new Room(replay.checkpoint(), seats.all(), seats.openRequests());
    }
}
