/** Who players are: tickets and tokens, the keys that sign them, and what comes of a check. */
@NullMarked
package dev.tickwire.server.identity;

import org.jspecify.annotations.NullMarked;
