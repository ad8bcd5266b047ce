/** The side-by-side bench: starts servers, ours and peers, has one load measure each of them in turn, and compares. */
@NullMarked
package dev.tickwire.client.bench;

import org.jspecify.annotations.NullMarked;
