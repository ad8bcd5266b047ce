/** Other rules under a room that runs: how they are tried out beside it, and what the room then goes on with. */
@NullMarked
package dev.tickwire.server.swap;

import org.jspecify.annotations.NullMarked;
