/** WebSockets to a server, many in one process: Jetty is known here and nowhere else. */
@NullMarked
package dev.tickwire.client.transport;

import org.jspecify.annotations.NullMarked;
