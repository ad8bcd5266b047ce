/** What a client says when what it holds is not what the server sent. */
@NullMarked
package dev.tickwire.proto.desync;

import org.jspecify.annotations.NullMarked;
