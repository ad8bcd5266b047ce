/** Threads that run many rooms each, by absolute deadlines. */
@NullMarked
package dev.tickwire.server.loop;

import org.jspecify.annotations.NullMarked;
