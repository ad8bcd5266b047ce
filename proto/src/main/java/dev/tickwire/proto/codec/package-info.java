/** Snapshots to frames and back, without I/O: bytes in, bytes out. PROTOCOL.md is the specification. */
@NullMarked
package dev.tickwire.proto.codec;

import org.jspecify.annotations.NullMarked;
