/** Finds games by name. Runs on the JVM only: code that compiles to JavaScript names its game. */
@NullMarked
package dev.tickwire.simulation.games;

import org.jspecify.annotations.NullMarked;
