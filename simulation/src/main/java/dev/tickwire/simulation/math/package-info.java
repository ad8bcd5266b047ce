/** Arithmetic that gives the same bits on every machine and in JavaScript. */
@NullMarked
package dev.tickwire.simulation.math;

import org.jspecify.annotations.NullMarked;
