/** The codec: snapshots to frames, and back. */
@NullMarked
package dev.tickwire.proto;

import org.jspecify.annotations.NullMarked;
