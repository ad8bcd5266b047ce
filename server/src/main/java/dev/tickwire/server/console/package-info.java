/** What the console shows and does: figures of the last seconds, a room from inside, changes and their history. */
@NullMarked
package dev.tickwire.server.console;

import org.jspecify.annotations.NullMarked;
