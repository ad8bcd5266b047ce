/** What clients cost, by the network address that they come from. */
@NullMarked
package dev.tickwire.server.address;

import org.jspecify.annotations.NullMarked;
