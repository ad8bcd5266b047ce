package dev.tickwire.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log to standard error, on a thread of its own. Nobody who logs ever waits, nor takes a lock: if standard
 * error is not read, a bounded queue fills, and further lines are dropped and counted.
 */
public final class LogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int CAPACITY = 1024;
    private static final long LOOK_NANOS = 1_000_000_000;
    private static final long FLUSH_STEP_MILLIS = 5;

    private final OutputStream out;
    private final MpscVarHandleArrayQueue<ILoggingEvent> queue;
    private final RepeatLimit repeats = new RepeatLimit();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private volatile Counters counters = new Counters();
    private volatile LogFormat format = LogFormat.TEXT;
    private volatile boolean isAsleep;
    private volatile @Nullable Thread writer;

    /** To standard error. */
    public LogAppender() {
        this(new FileOutputStream(FileDescriptor.err), CAPACITY);
    }

    LogAppender(OutputStream out, int capacity) {
        this.out = out;
        queue = new MpscVarHandleArrayQueue<>(capacity);
    }

    /** Counts what is dropped and left out in these counters from now on. */
    void countIn(Counters those) {
        counters = those;
    }

    /** Writes like that from now on. */
    void setFormat(LogFormat to) {
        format = to;
    }

    @Override
    public void start() {
        super.start();
        Thread thread = new Thread(this::write, "log");
        thread.setDaemon(true);
        writer = thread;
        thread.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!repeats.admits(kind(event), System.nanoTime())) {
            counters.increment(Counter.LOG_LINES_LEFT_OUT);
            return;
        }
        // The message is put together now: what it is made of may change.
        event.prepareForDeferredProcessing();
        offered.incrementAndGet();
        if (!queue.offer(event)) {
            done.incrementAndGet();
            drop();
        } else if (isAsleep) {
            isAsleep = false;
            LockSupport.unpark(writer);
        }
    }

    /** Lines that wait to be written. */
    int waitingCount() {
        return queue.size();
    }

    /** Waits until what was logged before is written, but no longer than this. */
    void flush(Duration atMost) throws InterruptedException {
        long until = offered.get();
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (done.get() < until && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(FLUSH_STEP_MILLIS);
        }
    }

    /** The kind of a line: its logger, its words without its figures, and the class of its exception. */
    private static String kind(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null
                ? ""
                : event.getThrowableProxy().getClassName();
        return event.getLoggerName() + " " + event.getMessage() + " " + thrown;
    }

    private void drop() {
        dropped.incrementAndGet();
        counters.increment(Counter.LOG_LINES_DROPPED);
    }

    private void write() {
        while (isStarted()) {
            ILoggingEvent next = queue.poll();
            if (next == null) {
                sleep();
            } else {
                write(next);
                done.incrementAndGet();
            }
            writeCounts();
        }
    }

    /** Until somebody logs, or it is time to look what was left out. */
    private void sleep() {
        isAsleep = true;
        if (queue.isEmpty()) {
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
        isAsleep = false;
    }

    private void write(ILoggingEvent event) {
        try {
            out.write(format.line(event, ZoneId.systemDefault()).getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // Standard error is closed: there is nowhere left to say it, but in the count.
            drop();
        }
    }

    private void writeCounts() {
        long missing = dropped.getAndSet(0);
        if (missing > 0) {
            say(missing + " log lines were dropped: standard error was not read fast enough");
        }
        repeats.takeLeftOut(System.nanoTime())
                .forEach((kind, count) -> say(count + " more lines like this were left out: " + kind));
    }

    private void say(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName(LogAppender.class.getName());
        event.setThreadName(Thread.currentThread().getName());
        event.setLevel(Level.WARN);
        event.setTimeStamp(System.currentTimeMillis());
        event.setMessage(message);
        write(event);
    }
}
