/** The way of a player's inputs: from the thread that reads its socket to the tick that takes them. */
@NullMarked
package dev.tickwire.server.inputs;

import org.jspecify.annotations.NullMarked;
