/**
 * What changed a match, as bytes that can be kept and played again, without I/O. docs/recording.md is the
 * specification.
 */
@NullMarked
package dev.tickwire.proto.recording;

import org.jspecify.annotations.NullMarked;
