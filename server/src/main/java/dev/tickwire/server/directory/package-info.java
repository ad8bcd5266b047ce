/**
 * Where rooms are found and opened. It never runs the code of a game under its lock, and loops never take that lock.
 */
@NullMarked
package dev.tickwire.server.directory;

import org.jspecify.annotations.NullMarked;
