/** The state of a game, as integer columns: types, rows, snapshots, their history and their hash. */
@NullMarked
package dev.tickwire.simulation.state;

import org.jspecify.annotations.NullMarked;
