/** Says which rows of a snapshot a player sees, and how often it is sent them. */
@NullMarked
package dev.tickwire.simulation.interest;

import org.jspecify.annotations.NullMarked;
