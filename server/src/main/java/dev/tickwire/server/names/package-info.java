/** What players are called: which names look alike, and which are reserved. */
@NullMarked
package dev.tickwire.server.names;

import org.jspecify.annotations.NullMarked;
