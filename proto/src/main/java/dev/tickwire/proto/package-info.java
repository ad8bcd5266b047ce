/** The contract between clients and servers that is not in the bytes of a frame. */
@NullMarked
package dev.tickwire.proto;

import org.jspecify.annotations.NullMarked;
