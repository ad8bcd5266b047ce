package dev.tickwire.server.store;

import java.util.List;

/**
 * What a store has.
 *
 * @param problems what in it cannot be read, in sentences
 */
public record Stock(List<StoredRoom> rooms, List<String> problems) {
    /** Of one that has nothing. */
    public static final Stock EMPTY = new Stock(List.of(), List.of());

    public Stock {
        rooms = List.copyOf(rooms);
        problems = List.copyOf(problems);
    }
}
