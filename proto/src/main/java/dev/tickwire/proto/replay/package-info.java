/** Playing recordings again: for servers whose rooms come back, and to find out what went wrong. */
@NullMarked
package dev.tickwire.proto.replay;

import org.jspecify.annotations.NullMarked;
