/** What an author's loop is made of: what has changed, two compilers, and what is shown to pages meanwhile. */
@NullMarked
package dev.tickwire.server.dev;

import org.jspecify.annotations.NullMarked;
