/** The games that there are, by name. Runs on the JVM alone: what compiles to JavaScript names its game. */
@NullMarked
package dev.tickwire.simulation.games;

import org.jspecify.annotations.NullMarked;
