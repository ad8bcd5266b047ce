/** What a room sends: snapshots, events and chats, to each player as often as its connection can take them. */
@NullMarked
package dev.tickwire.server.broadcast;

import org.jspecify.annotations.NullMarked;
