/** Keeps players' rows by user: loads them before a join, and writes them while their players play on. */
@NullMarked
package dev.tickwire.server.saves;

import org.jspecify.annotations.NullMarked;
