/** A match: a game that runs, the rates that hold, and the journal of all that changes it. It knows no connections. */
@NullMarked
package dev.tickwire.server.match;

import org.jspecify.annotations.NullMarked;
