/** Finds out what differs between what a client was sent and what it holds. */
@NullMarked
package dev.tickwire.server.desync;

import org.jspecify.annotations.NullMarked;
