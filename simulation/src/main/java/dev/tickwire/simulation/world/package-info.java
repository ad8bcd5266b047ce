/** What a game author writes against: tables, columns, inputs, tunables, the fixed step. */
@NullMarked
package dev.tickwire.simulation.world;

import org.jspecify.annotations.NullMarked;
