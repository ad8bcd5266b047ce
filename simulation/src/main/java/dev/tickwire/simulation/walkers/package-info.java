/** The least game there is, for benchmarks. */
@NullMarked
package dev.tickwire.simulation.walkers;

import org.jspecify.annotations.NullMarked;
