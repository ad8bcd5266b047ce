/** Who needs to know what: which rows of a snapshot a player sees, and how often. */
@NullMarked
package dev.tickwire.simulation.interest;

import org.jspecify.annotations.NullMarked;
