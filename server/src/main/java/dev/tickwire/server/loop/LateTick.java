package dev.tickwire.server.loop;

import dev.tickwire.server.metrics.Phase;
import dev.tickwire.server.metrics.TickTimes;
import dev.tickwire.server.room.Room;
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
    @Description("That took longest; wait: it began late, since others had the loop or the processor")
    String phase = "";

    @Label("Late")
    @Description("From the deadline to the begin of the tick")
    @Timespan(Timespan.NANOSECONDS)
    long late;

    @Label("Inputs")
    @Timespan(Timespan.NANOSECONDS)
    long inputs;

    @Label("Step")
    @Timespan(Timespan.NANOSECONDS)
    long step;

    @Label("Select")
    @Timespan(Timespan.NANOSECONDS)
    long select;

    @Label("Encode")
    @Timespan(Timespan.NANOSECONDS)
    long encode;

    @Label("Write")
    @Timespan(Timespan.NANOSECONDS)
    long write;

    /** A room has run a tick, with that time between its ticks. */
    static void noteIfLate(Room room, double periodNanos) {
        TickTimes times = room.stats().tickTimes();
        if (times.lateNanos() + times.tookNanos() > periodNanos && NONE.isEnabled()) {
            note(room, times);
        }
    }

    private static void note(Room room, TickTimes times) {
        LateTick event = new LateTick();
        event.room = room.id();
        event.roomType = room.type().name();
        event.phase = phase(times);
        event.late = times.lateNanos();
        event.inputs = times.nanos(Phase.INPUTS);
        event.step = times.nanos(Phase.STEP);
        event.select = times.nanos(Phase.SELECT);
        event.encode = times.nanos(Phase.ENCODE);
        event.write = times.nanos(Phase.WRITE);
        event.commit();
    }

    private static String phase(TickTimes times) {
        Phase longest = times.longest();
        return times.lateNanos() > times.nanos(longest) ? "wait" : longest.shortName();
    }
}
