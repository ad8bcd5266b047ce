/**
 * Threads that run many rooms each, by absolute deadlines. What an error ends is decided in
 * {@code docs/decisions/0020-what-an-error-ends.md}.
 */
@NullMarked
package dev.tickwire.server.loop;

import org.jspecify.annotations.NullMarked;
