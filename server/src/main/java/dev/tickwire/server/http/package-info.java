/** What the server answers over HTTP: whether it is well, its API, and the files of pages. */
@NullMarked
package dev.tickwire.server.http;

import org.jspecify.annotations.NullMarked;
