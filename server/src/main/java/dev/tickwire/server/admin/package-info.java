/** The listener of operators: who may look and act, and what they are shown. It is no door for players. */
@NullMarked
package dev.tickwire.server.admin;

import org.jspecify.annotations.NullMarked;
