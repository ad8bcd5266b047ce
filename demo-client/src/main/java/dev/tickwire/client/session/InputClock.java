package dev.tickwire.client.session;

import dev.tickwire.proto.codec.MalformedFrameException;
import java.util.Arrays;

/**
 * Which tick the next input is for, and when it is sent.
 *
 * <p>Each margin that the server tells says at which time its input would have had to be sent to arrive just in time,
 * whatever this clock was set to when it was. The clock is stretched until it sends as early as the latest of the last
 * {@value #WINDOW} inputs needed, and a bit more; where it is far off, it is set anew. Times are milliseconds of one
 * clock that does not go back, and are passed in. One thread at a time.
 */
final class InputClock {
    /** Returned in place of a tick: send no input this time. */
    static final int HOLD = -1;

    private static final double TARGET_MARGIN_MILLIS = 10;
    /** None of this many last inputs should be late, apart from those that are older than {@link #WINDOW_MILLIS}. */
    private static final int WINDOW = 40;

    private static final double WINDOW_MILLIS = 2000;
    /**
     * An input that was this much later than half of the others was held up by something that does not happen all the
     * time.
     */
    private static final double HELD_UP_MILLIS = 90;
    /**
     * The most that the clock is stretched by, to run further ahead and to fall back: being late costs more than being
     * early.
     */
    private static final double FASTEST = 0.25;

    private static final double SLOWEST = 0.1;
    /** How long it takes to close most of an error. */
    private static final double CLOSING_MILLIS = 400;
    /**
     * Inputs that are further off than this are worth a jump, if two in a row are: the server stood still, or this
     * machine has slept.
     */
    private static final double FAR_MILLIS = 150;
    /** If the clock is as far off as this where the rates have changed, it is set by a guess. */
    private static final double LOST_MILLIS = 1000;
    /** Where reports of the server are as rare as this, one is enough. */
    private static final double RARE_MILLIS = 300;
    /** The ticks that inputs run ahead of the newest snapshot at first, where the round trip is not known yet. */
    private static final int FIRST_LEAD_TICKS = 2;
    /** For this long after it was set, the clock jumps to where no input is late. */
    private static final double ARRIVING_MILLIS = 1500;
    /** Inputs that may be on their way: 8 s of them at 128 Hz. */
    private static final int SENT = 1024;

    /** By how many ticks inputs arrive earlier than they need to. */
    private final double earlyTicks;

    private double tickMillis;
    private double rttMillis = Double.NaN;
    /** When the input for tick 0 would have been sent, by this clock. */
    private double origin;

    private boolean isSet;
    /** Tick and time of each input that was sent, by its number: the server counts them, too. */
    private final int[] sentTicks = new int[SENT];

    private final double[] sentMillis = new double[SENT];
    private int sent;
    /**
     * Number of the input whose margin was reported last, when that was, and whether its margin was far off: 1: late,
     * −1: early.
     */
    private int reported;

    private double reportedMillis = Double.NEGATIVE_INFINITY;
    private int reportedFar;
    /** The origin with which each input of the window would have been just in time, and when that was reported. */
    private final double[] limits = new double[WINDOW];

    private final double[] limitMillis = new double[WINDOW];
    private final double[] sorted = new double[WINDOW];
    private int count;
    /** That of the latest of them; NaN: nothing was reported. */
    private double limit = Double.NaN;

    private double setMillis;
    private double lastMillis;
    private double lastTick;
    private int lastSent;
    /** When tick 0 would have come, by the least delayed of the first snapshots. */
    private double arrival = Double.POSITIVE_INFINITY;

    /**
     * A clock of which nothing is known yet.
     *
     * @param earlyTicks by how many ticks inputs arrive earlier than they need to, 0 to 1: so that many bots do not all
     *     send in one instant
     */
    InputClock(double earlyTicks) {
        this.earlyTicks = earlyTicks;
        Arrays.fill(limitMillis, Double.NEGATIVE_INFINITY);
    }

    /** The player is in a room that runs at that rate. */
    void start(double tickRateHz) {
        tickMillis = 1000 / tickRateHz;
    }

    /** A ping was answered. Until the server has reported a margin, the clock is set by round trips and snapshots. */
    void onRoundTrip(double millis, double nowMillis) {
        if (!(millis >= rttMillis)) {
            rttMillis = millis;
            setByGuess(nowMillis);
        }
    }

    /** A snapshot has come. */
    void onSnapshot(int tick, double nowMillis) {
        double came = nowMillis - tick * tickMillis;
        if (came < arrival) {
            arrival = came;
            setByGuess(nowMillis);
        }
    }

    /**
     * The world's rate changes from a tick on: what runs ahead of it is as far ahead in time, and so at another tick.
     */
    void onRates(int tick, double tickRateHz, double nowMillis) {
        double shift = tick * (tickMillis - 1000 / tickRateHz);
        tickMillis = 1000 / tickRateHz;
        if (shift == 0) {
            return;
        }
        for (int i = 0; i < WINDOW; i++) {
            limits[i] += shift;
        }
        limit += shift;
        arrival = nowMillis - tick * tickMillis;
        if (!isSet) {
            return;
        }
        origin += shift;
        // Nothing may have come for a while, and the world changed before this tick.
        if (Math.abs(origin - guess()) > LOST_MILLIS) {
            set(guess(), nowMillis);
        } else {
            goTo((nowMillis - origin) / tickMillis);
        }
    }

    /**
     * Takes the margin that the server measured for an input.
     *
     * @param between how many inputs the server got between this one and the last one that it reported
     * @param marginMillis how early it arrived; negative: late
     */
    void onMargin(int between, int marginMillis, double nowMillis) throws MalformedFrameException {
        if (between >= sent - reported) {
            throw new MalformedFrameException("it tells how early an input came that was not sent");
        }
        reported += between + 1;
        if (sent - reported >= SENT) {
            return;
        }
        int place = reported % SENT;
        double inTime = sentMillis[place] + marginMillis - sentTicks[place] * tickMillis;
        double error = origin - (inTime - target());
        int far = Math.abs(error) > FAR_MILLIS ? (int) Math.signum(error) : 0;
        if (far != 0 && (far == reportedFar || nowMillis - reportedMillis > RARE_MILLIS)) {
            set(inTime - target(), nowMillis);
        }
        reportedFar = far;
        reportedMillis = nowMillis;
        limits[count % WINDOW] = inTime;
        limitMillis[count++ % WINDOW] = nowMillis;
        limit = latestLimit(nowMillis);
    }

    /** The tick for an input that is sent now; {@link #HOLD}: none is due. */
    int due(double nowMillis) {
        int tick = (int) Math.floor(tickAt(nowMillis));
        if (tick <= lastSent) {
            return HOLD;
        }
        int place = ++sent % SENT;
        sentTicks[place] = tick;
        sentMillis[place] = nowMillis;
        lastSent = tick;
        return tick;
    }

    /** How long until the next input is due. */
    double millisUntilDue(double nowMillis) {
        return Math.max(0, (lastSent + 1 - tickAt(nowMillis)) * tickMillis);
    }

    private double tickAt(double nowMillis) {
        if (!isSet) {
            set(guess(), nowMillis);
        }
        double elapsed = Math.max(0, nowMillis - lastMillis);
        lastMillis = Math.max(nowMillis, lastMillis);
        origin -= correction(origin - (limit - target()), elapsed);
        lastTick = Math.max(lastTick, (lastMillis - origin) / tickMillis);
        return lastTick;
    }

    private double target() {
        return TARGET_MARGIN_MILLIS + earlyTicks * tickMillis;
    }

    /** The origin with which the latest of the window's inputs would have been just in time. */
    private double latestLimit(double nowMillis) {
        int held = 0;
        for (int i = 0; i < WINDOW; i++) {
            if (nowMillis - limitMillis[i] < WINDOW_MILLIS) {
                sorted[held++] = limits[i];
            }
        }
        Arrays.sort(sorted, 0, held);
        double middle = sorted[held >> 1];
        int latest = 0;
        while (sorted[latest] < middle - HELD_UP_MILLIS) {
            latest++;
        }
        return sorted[latest];
    }

    private void setByGuess(double nowMillis) {
        if (isSet && count == 0) {
            set(guess(), nowMillis);
        }
    }

    /** The origin by what snapshots and pings tell. */
    private double guess() {
        double lead = Double.isNaN(rttMillis) ? FIRST_LEAD_TICKS * tickMillis : rttMillis + target();
        return arrival - lead;
    }

    /** How much earlier inputs are to be sent from now on, of an error by which they are sent too late. */
    private double correction(double error, double elapsed) {
        if (Double.isNaN(error)) {
            return 0;
        }
        if (error > 0 && lastMillis - setMillis < ARRIVING_MILLIS) {
            return error;
        }
        // A second without news must not add up.
        double step = Math.min(Math.max(error / CLOSING_MILLIS, -SLOWEST), FASTEST) * Math.min(elapsed, 1000);
        return Math.abs(step) > Math.abs(error) ? error : step;
    }

    /** Sets the clock, and forgets by what it was set before. */
    private void set(double to, double nowMillis) {
        isSet = true;
        origin = to;
        setMillis = nowMillis;
        lastMillis = nowMillis;
        Arrays.fill(limitMillis, Double.NEGATIVE_INFINITY);
        limit = Double.NaN;
        goTo((nowMillis - to) / tickMillis);
    }

    /** Ticks from there on come up, those that have come up before too. */
    private void goTo(double tick) {
        lastTick = tick;
        lastSent = (int) Math.floor(tick) - 1;
    }
}
