/** One bot of a swarm: a session on a connection, and what decides for it. */
@NullMarked
package dev.tickwire.client.swarm.bot;

import org.jspecify.annotations.NullMarked;
