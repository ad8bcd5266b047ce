/**
 * Rooms: one world each, its players, their inputs and what they are sent; driven by a loop, without threads, sockets
 * or clocks of their own.
 */
@NullMarked
package dev.tickwire.server.room;

import org.jspecify.annotations.NullMarked;
