package dev.tickwire.server.roomtype;

import dev.tickwire.simulation.world.Meter;

/**
 * A meter as a game declares it.
 *
 * @param text what is counted; empty: the game does not say
 */
public record MeterInfo(String name, String text) {
    static MeterInfo of(Meter meter) {
        return new MeterInfo(meter.name(), meter.text());
    }
}
