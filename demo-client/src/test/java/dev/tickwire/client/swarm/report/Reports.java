package dev.tickwire.client.swarm.report;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.client.transport.Disconnect;

/** Reports of runs that never were. */
final class Reports {
    static final SwarmReport.Subject SUBJECT = new SwarmReport.Subject("ws://127.0.0.1:1/ws", "arena", 7, 10);

    private static final long SECOND = 1_000_000_000;

    private Reports() {}

    /**
     * Ten bots at 20 Hz for 10 s, of which one is lost: 1900 snapshots of 200 bytes and 50 updates, with a gap of 50 or
     * 100 ms.
     */
    static SwarmReport sample() {
        Measure measure = new Measure(SUBJECT, 0, 0, () -> 0);
        Tally tally = measure.tally("players", false);
        tally.joined(30_000_000);
        tally.snapshot(5000, 90);
        measure.phase("hold", true, SECOND);
        for (int i = 0; i < 1900; i++) {
            tally.received(200);
            tally.snapshot(200, 50);
            tally.gap(i % 10 == 0 ? 100_000_000 : 50_000_000, 50_000_000);
            tally.inputShown(60_000_000);
            tally.inputMargin(i % 19 == 0 ? -1 : 20);
            tally.sent(12);
        }
        tally.roundTrip(1_000_000);
        tally.lag(200_000);
        tally.desync();
        tally.resync();
        tally.disconnected(Disconnect.ofClose(4014, ""));
        tally.disconnected(Disconnect.ofClose(4014, ""));
        tally.disconnected(Disconnect.ofClose(1006, ""));
        SwarmReport report = measure.finish(new Presence(10, 9, 0, 0, 0, 1, 20, 20, 200), 11 * SECOND);
        tally.disconnected(Disconnect.ofClose(1001, ""));
        tally.received(200);
        return report;
    }
}
