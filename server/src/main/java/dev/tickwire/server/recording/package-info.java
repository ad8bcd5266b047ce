/** What rooms record: the last seconds of each, and what a room needs to come back. */
@NullMarked
package dev.tickwire.server.recording;

import org.jspecify.annotations.NullMarked;
