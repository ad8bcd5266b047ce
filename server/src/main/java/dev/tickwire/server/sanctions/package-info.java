/** Who is banned or muted by operators, and until when. */
@NullMarked
package dev.tickwire.server.sanctions;

import org.jspecify.annotations.NullMarked;
