/** WebSockets to a server, many in one process.. */
@NullMarked
package dev.tickwire.client.transport;

import org.jspecify.annotations.NullMarked;
