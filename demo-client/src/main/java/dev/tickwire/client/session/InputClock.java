package dev.tickwire.client.session;

/**
 * Which tick the next input is for.
 *
 * <p>Asked once per tick period, it counts ticks as the server does, and shifts that count by how early the server says that inputs
 * arrive: to later ticks at once when they come too late, to an earlier one when they have come too early for a while. No tick is given
 * twice, and each is later than the one before. Times are passed in as margins, so it needs no clock. One thread at a time.
 */
final class InputClock {
    /** Given instead of a tick: send no input this time. */
    static final int HOLD = -1;

    private static final int FIRST_LEAD_TICKS = 2;
    private static final int LEAST_MARGIN_MILLIS = 8;
    private static final double MOST_MARGIN_TICKS = 1.5;
    private static final int EARLY_MARGINS_TO_SHIFT = 8;

    private double tickMillis;
    private int mostLeadTicks;
    private int newestTick;
    private int lastTick;
    private int settledFromTick;
    private int earlyMargins;
    private int shiftTicks;

    /** Starts, or goes on, with ticks of that rate. */
    void setTickRateHz(double tickRateHz) {
        tickMillis = 1000 / tickRateHz;
        mostLeadTicks = FIRST_LEAD_TICKS + (int) Math.ceil(tickRateHz);
    }

    /** A snapshot has come. */
    void onSnapshot(int tick) {
        newestTick = tick;
    }

    /**
     * The server has told how early inputs arrive; what it says of inputs from before the last shift is ignored.
     *
     * @param ackTick tick of the newest input that the server has taken; −1: none yet
     * @param marginMillis time from the newest input's arrival to its tick; negative: it came late
     */
    void onMargin(int ackTick, int marginMillis) {
        if (lastTick == 0 || ackTick < settledFromTick || shiftTicks != 0) {
            return;
        }
        if (marginMillis < LEAST_MARGIN_MILLIS) {
            earlyMargins = 0;
            double missing = Math.ceil((LEAST_MARGIN_MILLIS - marginMillis) / tickMillis);
            shiftTicks = (int) Math.min(missing, mostLeadTicks);
        } else if (marginMillis <= MOST_MARGIN_TICKS * tickMillis) {
            earlyMargins = 0;
        } else if (++earlyMargins == EARLY_MARGINS_TO_SHIFT) {
            earlyMargins = 0;
            shiftTicks = -1;
        }
    }

    /** The tick for an input that is sent now; {@link #HOLD}: send none. */
    int next() {
        if (lastTick == 0) {
            return settleOn(newestTick + FIRST_LEAD_TICKS);
        }
        if (shiftTicks < 0) {
            shiftTicks = 0;
            settledFromTick = lastTick + 1;
            return HOLD;
        }
        int next = lastTick + 1 + shiftTicks;
        if (next <= newestTick) {
            return settleOn(newestTick + FIRST_LEAD_TICKS);
        }
        if (next > newestTick + mostLeadTicks) {
            return HOLD;
        }
        if (shiftTicks > 0) {
            return settleOn(next);
        }
        lastTick = next;
        return next;
    }

    private int settleOn(int tick) {
        shiftTicks = 0;
        lastTick = tick;
        settledFromTick = tick;
        return tick;
    }
}
