/** Where the bits of frames go: by table, column, and what else a frame has. */
@NullMarked
package dev.tickwire.proto.account;

import org.jspecify.annotations.NullMarked;
