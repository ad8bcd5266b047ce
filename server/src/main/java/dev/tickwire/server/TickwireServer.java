package dev.tickwire.server;

import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.loop.Loop;
import dev.tickwire.server.loop.LoopThread;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.session.Rooms;
import dev.tickwire.server.session.Session;
import dev.tickwire.server.transport.Transport;
import java.util.ArrayList;
import java.util.List;

/** A whole server, put together from its config. */
public final class TickwireServer implements AutoCloseable {
    private final ServerConfig config;
    private final Counters counters = new Counters();
    private final Rooms rooms;
    private final List<LoopThread> loops = new ArrayList<>();
    private final Transport transport;

    /** A server that is not started yet. */
    public TickwireServer(ServerConfig config) {
        this.config = config;
        rooms = new Rooms(config.roomTypes(), config.maxRooms(), counters);
        List<TickLateness> ticks = new ArrayList<>();
        for (int i = 0; i < config.loops(); i++) {
            TickLateness lateness = new TickLateness(System::nanoTime);
            ticks.add(lateness);
            loops.add(
                    new LoopThread("loop-" + i, new Loop(config.maxCatchUpTicks(), counters, lateness, rooms::remove)));
        }
        transport = new Transport(
                config.transport(),
                rooms,
                counters,
                ticks,
                (outlet, nowNanos) -> new Session(outlet, rooms, config.limits(), nowNanos));
    }

    /** Starts to accept players; throws an {@link java.io.IOException} if the address is taken. */
    public void start() throws Exception {
        for (LoopThread loop : loops) {
            loop.start();
        }
        rooms.open(loops);
        transport.start();
    }

    /** Where it is reached. */
    public String url() {
        return url(config.transport().host());
    }

    /** Where other machines of the network reach it, if it listens on every address of this one. */
    public List<String> urlsOnTheNetwork() {
        return NetworkAddresses.reachableAt(config.transport().host()).stream()
                .map(this::url)
                .toList();
    }

    private String url(String host) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + transport.port();
    }

    /**
     * Goes on with another config: room types as {@link Rooms#reload} does; the rest is for the next start. Any thread
     * may.
     *
     * @return whether the rest differs from what the server was started with
     */
    public boolean reload(ServerConfig changed) {
        rooms.reload(changed.roomTypes());
        return !changed.isLikeBesideRooms(config);
    }

    /** Connections of players that are open. */
    public int connectionCount() {
        return transport.connectionCount();
    }

    public Counters counters() {
        return counters;
    }

    public Rooms rooms() {
        return rooms;
    }

    /** Tells all players that the server stops, and stops it. */
    @Override
    public void close() {
        rooms.close();
        transport.letNobodyIn();
        for (LoopThread loop : loops) {
            loop.stop();
        }
        try {
            transport.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the sockets did not close cleanly", e);
        }
    }
}
