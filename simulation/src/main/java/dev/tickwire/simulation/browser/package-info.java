/**
 * The rules as JavaScript sees them: the only package that knows of a compiler to JavaScript, and no other needs it.
 */
@NullMarked
package dev.tickwire.simulation.browser;

import org.jspecify.annotations.NullMarked;
