package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.report.Progress;
import dev.tickwire.simulation.world.Game;
import java.net.URI;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What runs have, whatever they do.
 *
 * @param server its WebSocket
 * @param games whose brains bots play by
 * @param threads that bots live on
 * @param isStopped whether somebody wants the run to end early, but with a report
 */
record Supervision(URI server, List<Supplier<Game>> games, int threads, Progress progress, BooleanSupplier isStopped) {}
