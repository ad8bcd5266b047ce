/** What {@code tickwire replay} shows of a recording: as text, as a test, and in a browser. */
@NullMarked
package dev.tickwire.server.replay;

import org.jspecify.annotations.NullMarked;
