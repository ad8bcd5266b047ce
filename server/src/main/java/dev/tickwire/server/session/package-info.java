/** What one connection may say and when, from its upgrade to its end; without I/O. */
@NullMarked
package dev.tickwire.server.session;

import org.jspecify.annotations.NullMarked;
