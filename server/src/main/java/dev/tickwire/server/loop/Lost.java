package dev.tickwire.server.loop;

/** A thread that does not come back from a room's game. */
record Lost(Thread thread, String typeName, String sentence) {}
