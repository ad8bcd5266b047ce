package dev.tickwire.server.directory;

import dev.tickwire.server.room.Room;
import java.util.function.Supplier;

/** Whether there is memory for more rooms. Any thread may use it. */
public interface RoomMemory {
    /** There is always enough. */
    RoomMemory ENDLESS = new RoomMemory() {
        @Override
        public boolean isEnoughFor(int rooms) {
            return true;
        }

        @Override
        public Room measure(Supplier<Room> opening) {
            return opening.get();
        }
    };

    /** Whether so many more rooms can be opened, those that are being opened included. */
    boolean isEnoughFor(int rooms);

    /** Opens a room on this thread, and learns what it takes. */
    Room measure(Supplier<Room> opening);
}
