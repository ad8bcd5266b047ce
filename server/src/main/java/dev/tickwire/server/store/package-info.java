/** Where a server keeps rooms that outlive its process: files of a directory, which nobody else may write to. */
@NullMarked
package dev.tickwire.server.store;

import org.jspecify.annotations.NullMarked;
