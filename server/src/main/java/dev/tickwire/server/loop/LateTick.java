package dev.tickwire.server.loop;

import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.room.Room;
import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** An event of the JDK's flight recorder: a tick was not done when the next one was due. Of the loop, at its end. */
@Name("dev.tickwire.LateTick")
@Label("Late Tick")
@Category("Tickwire")
@Description("A tick that was not done when the next one of its room was due")
@StackTrace(false)
final class LateTick extends Event {
    /** Asked whether anybody records, so that nothing is made where nobody does. */
    private static final LateTick NONE = new LateTick();

    @Label("Room")
    String room = "";

    @Label("Room Type")
    String roomType = "";

    @Label("Phase")
    @Description("step, encode or write took longest; wait: it began late, since others had the loop or the processor")
    String phase = "";

    @Label("Late")
    @Description("From the deadline to the begin of the tick")
    @Timespan(Timespan.NANOSECONDS)
    long late;

    @Label("Step")
    @Timespan(Timespan.NANOSECONDS)
    long step;

    @Label("Encode")
    @Timespan(Timespan.NANOSECONDS)
    long encode;

    @Label("Write")
    @Timespan(Timespan.NANOSECONDS)
    long write;

    private enum Phase {
        WAIT,
        STEP,
        ENCODE,
        WRITE
    }

    /** A room has run a tick, with that time between its ticks. */
    static void noteIfLate(Room room, double periodNanos) {
        RoomStats.TickTimes times = room.stats().tickTimes();
        if (times.lateNanos() + times.tookNanos() > periodNanos && NONE.isEnabled()) {
            note(room, times);
        }
    }

    private static void note(Room room, RoomStats.TickTimes times) {
        LateTick event = new LateTick();
        event.room = room.id();
        event.roomType = room.type().name();
        event.phase = phase(times).name().toLowerCase(Locale.ROOT);
        event.late = times.lateNanos();
        event.step = times.stepNanos();
        event.encode = times.encodeNanos();
        event.write = times.writeNanos();
        event.commit();
    }

    private static Phase phase(RoomStats.TickTimes times) {
        long longest = Math.max(times.stepNanos(), Math.max(times.encodeNanos(), times.writeNanos()));
        if (times.lateNanos() > longest) {
            return Phase.WAIT;
        }
        if (longest == times.stepNanos()) {
            return Phase.STEP;
        }
        return longest == times.encodeNanos() ? Phase.ENCODE : Phase.WRITE;
    }
}
