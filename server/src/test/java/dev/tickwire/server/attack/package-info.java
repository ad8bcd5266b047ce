/** Attacks on a server, to be measured beside players: see {@code server/scripts/attacks}. */
@NullMarked
package dev.tickwire.server.attack;

import org.jspecify.annotations.NullMarked;
