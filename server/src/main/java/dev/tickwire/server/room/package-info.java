/**
 * A room: what is asked of it (mailbox), who sits where (roster), and the tick that runs its match and its broadcast.
 */
@NullMarked
package dev.tickwire.server.room;

import org.jspecify.annotations.NullMarked;
