/** Counts of what happened, and of each limit that was met. */
@NullMarked
package dev.tickwire.server.metrics;

import org.jspecify.annotations.NullMarked;
