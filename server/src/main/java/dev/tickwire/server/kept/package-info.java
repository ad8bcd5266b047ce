/** Small files that the server keeps for operators, read at its start and written whole. */
@NullMarked
package dev.tickwire.server.kept;

import org.jspecify.annotations.NullMarked;
