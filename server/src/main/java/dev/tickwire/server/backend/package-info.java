/** The way out of a room: requests of games to backends, and their answers. */
@NullMarked
package dev.tickwire.server.backend;

import org.jspecify.annotations.NullMarked;
