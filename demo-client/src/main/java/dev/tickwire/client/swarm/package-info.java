/** Bots that play against a server, what they measure, and the command that runs them. */
@NullMarked
package dev.tickwire.client.swarm;

import org.jspecify.annotations.NullMarked;
