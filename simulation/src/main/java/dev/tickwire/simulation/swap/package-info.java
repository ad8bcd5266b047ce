/** Takes the world of one version of a game over into another version. Runs on the JVM only. */
@NullMarked
package dev.tickwire.simulation.swap;

import org.jspecify.annotations.NullMarked;
