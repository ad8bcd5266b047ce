/** Bots that play against a server, what is measured on the way, and the command that runs them. */
@NullMarked
package dev.tickwire.client.swarm;

import org.jspecify.annotations.NullMarked;
