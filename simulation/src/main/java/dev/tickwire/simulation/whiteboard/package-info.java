/** A sample that is no shooter: a board on which people write notes and draw together. */
@NullMarked
package dev.tickwire.simulation.whiteboard;

import org.jspecify.annotations.NullMarked;
