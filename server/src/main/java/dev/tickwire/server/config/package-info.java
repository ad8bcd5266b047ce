/** The settings of a server: read once from HOCON, validated, and then immutable. */
@NullMarked
package dev.tickwire.server.config;

import org.jspecify.annotations.NullMarked;
