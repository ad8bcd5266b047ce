/** WebSockets to a server, many in one process. Only this package knows Jetty. */
@NullMarked
package dev.tickwire.client.transport;

import org.jspecify.annotations.NullMarked;
