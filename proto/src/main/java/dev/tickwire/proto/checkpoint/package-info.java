/** A room's state as bytes: to write it down, and to go on from it elsewhere or later. */
@NullMarked
package dev.tickwire.proto.checkpoint;

import org.jspecify.annotations.NullMarked;
