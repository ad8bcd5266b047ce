package dev.tickwire.server.metrics;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.AccountRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the bytes of some snapshots went: lines that come to eight times their bytes. Immutable. */
public final class BytesReading {
    private final AccountLayout layout;
    private final long frames;
    private final long[] bits;

    /** What so many bits are for. */
    public record Line(AccountRow row, long bits) {}

    BytesReading(AccountLayout layout, long frames, long[] bits) {
        this.layout = layout;
        this.frames = frames;
        this.bits = bits;
    }

    /** How many frames. */
    public long frames() {
        return frames;
    }

    /** How long they are together: exactly what all lines come to. */
    public long bytes() {
        long sum = 0;
        for (long count : bits) {
            sum += count;
        }
        return sum / Byte.SIZE;
    }

    /** What they are for, the most first; what has no bit is left out. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < bits.length; row++) {
            if (bits[row] != 0) {
                lines.add(new Line(layout.row(row), bits[row]));
            }
        }
        lines.sort(Comparator.comparingLong(Line::bits).reversed());
        return lines;
    }

    /** What has come since an earlier reading of the same watch. */
    public BytesReading since(BytesReading earlier) {
        long[] more = new long[bits.length];
        for (int row = 0; row < bits.length; row++) {
            more[row] = bits[row] - earlier.bits[row];
        }
        return new BytesReading(layout, frames - earlier.frames, more);
    }
}
