/** One player's side of the protocol, without sockets, threads or a clock. */
@NullMarked
package dev.tickwire.client.session;

import org.jspecify.annotations.NullMarked;
