package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.proto.wire.Welcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts which bots are there, those that misbehave left out. */
public final class Attendance {
    private Attendance() {}

    /**
     * The bots as they are now.
     *
     * @param departed how many others were in a room, and have left it as they should
     */
    public static Presence of(Collection<Bot> bots, int departed) {
        int joined = departed;
        int connected = 0;
        int waiting = 0;
        int silent = 0;
        int away = 0;
        double expected = 0;
        Set<String> rooms = new HashSet<>();
        Welcome first = null;
        for (Bot bot : bots) {
            if (bot.member().role().does().isBad()) {
                continue;
            }
            Welcome welcome = bot.welcome();
            waiting += bot.state() == Bot.State.JOINING ? 1 : 0;
            silent += bot.state() == Bot.State.PLAYING && bot.isSilent() ? 1 : 0;
            away += bot.state() == Bot.State.AWAY ? 1 : 0;
            if (welcome != null) {
                first = first == null ? welcome : first;
                joined++;
                connected += bot.state() == Bot.State.PLAYING ? 1 : 0;
                rooms.add(welcome.getRoom());
                expected += bot.isLeaving() ? 0 : snapshotRateHz(welcome);
            }
        }
        double tickRateHz = first == null ? Double.NaN : first.getTickRateHz();
        return new Presence(
                joined, connected, waiting, silent, away, rooms.size(), tickRateHz, snapshotRateHz(first), expected);
    }

    private static double snapshotRateHz(@Nullable Welcome welcome) {
        return welcome == null ? Double.NaN : welcome.getTickRateHz() / welcome.getTicksPerSnapshot();
    }
}
