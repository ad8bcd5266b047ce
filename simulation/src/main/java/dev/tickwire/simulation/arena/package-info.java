/** The sample game: ships, bullets, asteroids and pickups in a walled arena. */
@NullMarked
package dev.tickwire.simulation.arena;

import org.jspecify.annotations.NullMarked;
