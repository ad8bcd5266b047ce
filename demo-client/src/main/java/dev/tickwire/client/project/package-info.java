/** Projects for games of one's own: what {@code tickwire new} writes. */
@NullMarked
package dev.tickwire.client.project;

import org.jspecify.annotations.NullMarked;
