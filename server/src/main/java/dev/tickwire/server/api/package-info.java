/** The API: what lobbies, pages and backends ask under {@code /api/v1}, and what they are answered. */
@NullMarked
package dev.tickwire.server.api;

import org.jspecify.annotations.NullMarked;
