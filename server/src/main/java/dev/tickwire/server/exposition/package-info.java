/** What Prometheus is told of the server. */
@NullMarked
package dev.tickwire.server.exposition;

import org.jspecify.annotations.NullMarked;
