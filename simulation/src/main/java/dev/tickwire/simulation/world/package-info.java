/** The API for game authors: tables, columns, inputs, tunables, the fixed step. */
@NullMarked
package dev.tickwire.simulation.world;

import org.jspecify.annotations.NullMarked;
