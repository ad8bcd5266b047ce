/** Values by the names of their columns, as others write them: backends, tickets, and what is kept of players. */
@NullMarked
package dev.tickwire.server.values;

import org.jspecify.annotations.NullMarked;
