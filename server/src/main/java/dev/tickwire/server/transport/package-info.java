/** Jetty: sockets, HTTP and WebSocket frames. */
@NullMarked
package dev.tickwire.server.transport;

import org.jspecify.annotations.NullMarked;
