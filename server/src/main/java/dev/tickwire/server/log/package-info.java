/** The log of the process: it never blocks who writes it, and strangers can neither flood nor forge it. */
@NullMarked
package dev.tickwire.server.log;

import org.jspecify.annotations.NullMarked;
