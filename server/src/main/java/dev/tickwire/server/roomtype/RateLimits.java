package dev.tickwire.server.roomtype;

import dev.tickwire.server.values.PlainNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rates and tunables may be: the same for a config and for those who change them while rooms run. */
public final class RateLimits {
    private static final double WHOLE = 1e-9;

    private RateLimits() {}

    /** Ticks from one snapshot to the next; 0: the tick rate is no whole multiple of the snapshot rate. */
    public static int ticksPerSnapshot(double tickRateHz, double snapshotRateHz) {
        double ratio = tickRateHz / snapshotRateHz;
        return ratio < 1 - WHOLE || Math.abs(ratio - Math.rint(ratio)) > WHOLE ? 0 : (int) Math.rint(ratio);
    }

    /** Rates as an adjustment makes them, of a game that declares these tunables. */
    static RoomSettings.Rates adjust(RoomSettings.Rates rates, List<TunableInfo> declared, Adjustment by)
            throws InvalidAdjustmentException {
        double tickRateHz = Adjustable.TICK_RATE.in(by, rates.tickRateHz());
        int ticksPerSnapshot = rates.ticksPerSnapshot();
        if (Adjustable.SNAPSHOT_RATE.isIn(by)) {
            double snapshotRateHz = Adjustable.SNAPSHOT_RATE.in(by, rates.snapshotRateHz());
            ticksPerSnapshot = ticksPerSnapshot(tickRateHz, snapshotRateHz);
            if (ticksPerSnapshot == 0) {
                throw new InvalidAdjustmentException(
                        "snapshotRateHz must be the tick rate (" + PlainNumber.of(tickRateHz)
                                + ") divided by a whole number, not " + PlainNumber.of(snapshotRateHz) + ".");
            }
        }
        Adjustable.SNAPSHOT_RATE.require(tickRateHz / ticksPerSnapshot);
        Map<String, Double> tunables = new LinkedHashMap<>(rates.tunables());
        for (Map.Entry<String, Double> wanted : by.values().entrySet()) {
            if (wanted.getKey().startsWith(Adjustment.TUNABLES)) {
                String name = wanted.getKey().substring(Adjustment.TUNABLES.length());
                find(declared, name).require(wanted.getValue());
                tunables.put(name, wanted.getValue());
            }
        }
        return new RoomSettings.Rates(tickRateHz, ticksPerSnapshot, rates.bots(), tunables);
    }

    private static TunableInfo find(List<TunableInfo> declared, String name) throws InvalidAdjustmentException {
        List<String> names = new ArrayList<>();
        for (TunableInfo tunable : declared) {
            if (tunable.name().equals(name)) {
                return tunable;
            }
            names.add(tunable.name());
        }
        throw new InvalidAdjustmentException("The game has no tunable " + name + ": it has "
                + (names.isEmpty() ? "none" : String.join(", ", names)) + ".");
    }
}
