/** What connections and a room share: places, seats, and what a seat tells its room. Any thread may use it. */
@NullMarked
package dev.tickwire.server.seats;

import org.jspecify.annotations.NullMarked;
