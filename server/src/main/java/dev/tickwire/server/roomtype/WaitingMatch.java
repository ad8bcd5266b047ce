package dev.tickwire.server.roomtype;

import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.world.Declared;

/** A match that waits for a world to go on from, and what its game declares beside its schema. */
public record WaitingMatch(Match match, Declared declared) {}
