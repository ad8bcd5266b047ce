/** Room types: what all rooms of one name have in common, as the config says it. Immutable; any thread may read it. */
@NullMarked
package dev.tickwire.server.roomtype;

import org.jspecify.annotations.NullMarked;
