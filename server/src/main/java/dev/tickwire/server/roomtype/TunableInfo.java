package dev.tickwire.server.roomtype;

import dev.tickwire.server.values.PlainNumber;
import dev.tickwire.simulation.world.Tunable;

/** A tunable as a game declares it. */
public record TunableInfo(String name, double initial, double min, double max, String text, String unit) {
    static TunableInfo of(Tunable tunable) {
        return new TunableInfo(
                tunable.name(), tunable.initial(), tunable.min(), tunable.max(), tunable.text(), tunable.unit());
    }

    void require(double value) throws InvalidAdjustmentException {
        if (!(value >= min && value <= max)) {
            throw new InvalidAdjustmentException(name + " must be from " + PlainNumber.of(min) + " to "
                    + PlainNumber.of(max) + ", not " + PlainNumber.of(value) + ".");
        }
    }
}
