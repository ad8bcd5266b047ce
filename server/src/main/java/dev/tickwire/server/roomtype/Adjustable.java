package dev.tickwire.server.roomtype;

import dev.tickwire.server.settings.Setting;
import dev.tickwire.server.settings.Settings;
import dev.tickwire.server.values.PlainNumber;
import dev.tickwire.simulation.interest.Radii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of room types that operators may adjust while rooms run, beside tunables. */
enum Adjustable {
    TICK_RATE("tickRateHz", "Hz", 1, 120),
    SNAPSHOT_RATE("snapshotRateHz", "Hz", 1, 120),
    FULL_RADIUS("interest.fullRateRadius", "units", 0, 0),
    HALF_RADIUS("interest.halfRateRadius", "units", 0, 0),
    QUARTER_RADIUS("interest.quarterRateRadius", "units", 0, 0),
    BYTES("bytesPerSecond", "bytes/s", 0, 100_000),
    LAG_COMPENSATION("lagCompensation", "ms", 0, 1_000);

    private static final double FARTHEST_SLIDERS = 4;
    private static final double SLIDER_STEPS = 200;

    private final String path;
    private final String unit;
    private final double sliderLeast;
    private final double sliderMost;

    Adjustable(String path, String unit, double sliderLeast, double sliderMost) {
        this.path = path;
        this.unit = unit;
        this.sliderLeast = sliderLeast;
        this.sliderMost = sliderMost;
    }

    private boolean isRadius() {
        return path.startsWith("interest.");
    }

    /**
     * Those of rooms that run like this, and the tunables, with the ranges that sliders have; what may be is checked by
     * {@link #apply}.
     */
    static List<AdjustableNumber> of(RoomSettings settings, List<TunableInfo> tunables) {
        List<AdjustableNumber> all = new ArrayList<>();
        Radii radii = settings.sight().radii();
        for (Adjustable one : values()) {
            if (!one.isRadius()) {
                all.add(one.number(one.valueIn(settings), one.sliderLeast, one.sliderMost));
            } else if (radii != null) {
                double most = FARTHEST_SLIDERS * radii.quarter();
                all.add(one.number(one.valueIn(radii), most / SLIDER_STEPS, most));
            }
        }
        for (TunableInfo tunable : tunables) {
            double value = settings.rates().tunables().getOrDefault(tunable.name(), tunable.initial());
            all.add(new AdjustableNumber(Adjustment.TUNABLES + tunable.name(), value, tunable));
        }
        return all;
    }

    private double valueIn(RoomSettings settings) {
        return switch (this) {
            case TICK_RATE -> settings.rates().tickRateHz();
            case SNAPSHOT_RATE -> settings.rates().snapshotRateHz();
            case BYTES -> settings.flow().bytesPerSecond();
            case LAG_COMPENSATION -> (double) settings.sight().lagCompensationMillis();
            case FULL_RADIUS, HALF_RADIUS, QUARTER_RADIUS -> throw new IllegalStateException("a radius");
        };
    }

    private double valueIn(Radii radii) {
        return switch (this) {
            case FULL_RADIUS -> radii.full();
            case HALF_RADIUS -> radii.half();
            case QUARTER_RADIUS -> radii.quarter();
            default -> throw new IllegalStateException("no radius");
        };
    }

    private AdjustableNumber number(double value, double sliderFrom, double sliderTo) {
        String text = Settings.ofRoomType(path).description();
        return new AdjustableNumber(path, value, new TunableInfo(path, value, sliderFrom, sliderTo, text, unit));
    }

    /** Settings as an adjustment makes them, of a game that declares these tunables. */
    static RoomSettings apply(RoomSettings settings, List<TunableInfo> declared, Adjustment by)
            throws InvalidAdjustmentException {
        for (String name : by.values().keySet()) {
            if (!name.startsWith(Adjustment.TUNABLES)
                    && Arrays.stream(values()).noneMatch(one -> one.path.equals(name))) {
                throw new InvalidAdjustmentException(
                        "There is no " + name + " to adjust: there are " + names() + ", and tunables.NAME.");
            }
        }
        RoomSettings.Flow flow = settings.flow();
        RoomSettings.Sight sight = settings.sight();
        return settings.with(RateLimits.adjust(settings.rates(), declared, by))
                .with(flow.withBytesPerSecond(bytes(by, flow.bytesPerSecond())))
                .with(new RoomSettings.Sight(
                        radii(sight.radii(), by),
                        Math.round(LAG_COMPENSATION.in(by, (double) sight.lagCompensationMillis())),
                        sight.inputWindowMillis()));
    }

    private static String names() {
        return String.join(", ", Arrays.stream(values()).map(one -> one.path).toList());
    }

    private static int bytes(Adjustment by, int otherwise) throws InvalidAdjustmentException {
        double bytes = BYTES.in(by, otherwise);
        if (bytes > 0 && bytes < RoomSettings.Flow.LEAST_BYTES_PER_SECOND) {
            throw new InvalidAdjustmentException("bytesPerSecond must be 0, for no limit, or at least "
                    + RoomSettings.Flow.LEAST_BYTES_PER_SECOND + ", not " + PlainNumber.of(bytes) + ".");
        }
        return (int) Math.round(bytes);
    }

    private static @Nullable Radii radii(@Nullable Radii now, Adjustment by) throws InvalidAdjustmentException {
        if (now == null) {
            for (String name : by.values().keySet()) {
                if (name.startsWith("interest.")) {
                    throw new InvalidAdjustmentException(
                            "Players here see everything (interest.mode = everyone), whatever the radii are.");
                }
            }
            return null;
        }
        double full = FULL_RADIUS.in(by, now.full());
        double half = HALF_RADIUS.in(by, now.half());
        double quarter = QUARTER_RADIUS.in(by, now.quarter());
        requireNotBelow(HALF_RADIUS, half, FULL_RADIUS, full);
        requireNotBelow(QUARTER_RADIUS, quarter, HALF_RADIUS, half);
        return new Radii(full, half, quarter, now.hysteresis());
    }

    private static void requireNotBelow(Adjustable outer, double far, Adjustable inner, double near)
            throws InvalidAdjustmentException {
        if (far < near) {
            throw new InvalidAdjustmentException(outer.path + " (" + PlainNumber.of(far) + ") must not be below "
                    + inner.path + " (" + PlainNumber.of(near) + ").");
        }
    }

    /** What an adjustment says of it, checked. */
    double in(Adjustment by, double otherwise) throws InvalidAdjustmentException {
        double wanted = by.values().getOrDefault(path, otherwise);
        require(wanted);
        return wanted;
    }

    /** Whether an adjustment says something of it. */
    boolean isIn(Adjustment by) {
        return by.values().containsKey(path);
    }

    void require(double wanted) throws InvalidAdjustmentException {
        Setting setting = Settings.ofRoomType(path);
        if (!(wanted >= setting.least() && wanted <= setting.most())) {
            throw new InvalidAdjustmentException(path + " must be from " + PlainNumber.of(setting.least()) + " to "
                    + PlainNumber.of(setting.most()) + ", not " + PlainNumber.of(wanted) + ".");
        }
    }
}
