/** The log of the process: writing to it never blocks, and strangers can neither flood nor forge it. */
@NullMarked
package dev.tickwire.server.log;

import org.jspecify.annotations.NullMarked;
