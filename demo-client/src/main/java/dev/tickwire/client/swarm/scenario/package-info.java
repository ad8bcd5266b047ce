/** What a swarm does: read from a file, and laid out in time. Knows no sockets and no clocks. */
@NullMarked
package dev.tickwire.client.swarm.scenario;

import org.jspecify.annotations.NullMarked;
