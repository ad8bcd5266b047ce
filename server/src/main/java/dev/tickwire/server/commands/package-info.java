/** What players tell a game to do: commands on their way to the loop, and their answers on the way back. */
@NullMarked
package dev.tickwire.server.commands;

import org.jspecify.annotations.NullMarked;
