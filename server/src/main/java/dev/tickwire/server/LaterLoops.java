package dev.tickwire.server;

import dev.tickwire.server.directory.RoomRunner;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.room.Room;
import java.util.function.Supplier;

/** The loops, which are made after what gives them rooms. */
record LaterLoops(Supplier<Loops> loops) implements RoomRunner {
    @Override
    public boolean run(Room room) {
        return loops.get().add(room);
    }

    @Override
    public boolean isGivenUp(String typeName) {
        return loops.get().isGivenUp(typeName);
    }
}
