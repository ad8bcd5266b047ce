package dev.tickwire.server;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;

/** Reads how full the heap of this process is. Any thread may use it. */
final class JvmHeap {
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    /** The largest first: what lives long is there, with every collector. */
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .sorted(Comparator.comparingLong(
                            (MemoryPoolMXBean pool) -> pool.getCollectionUsage().getMax())
                    .reversed())
            .toList();

    /**
     * How full it is.
     *
     * @param oldBytes in use where what lives long is, with what nobody needs any more
     * @param oldBytesCollected what the latest collection of that left in use
     * @param youngBytes what the latest collection left in use elsewhere
     * @param mostBytes that there is room for where what lives long is; 0: nobody knows
     * @param collections so far, of any kind
     */
    record Fullness(long oldBytes, long oldBytesCollected, long youngBytes, long mostBytes, long collections) {}

    Fullness fullness() {
        if (pools.isEmpty()) {
            return new Fullness(0, 0, 0, 0, 0);
        }
        MemoryPoolMXBean old = pools.get(0);
        MemoryUsage collected = old.getCollectionUsage();
        long young = 0;
        for (MemoryPoolMXBean pool : pools.subList(1, pools.size())) {
            young += pool.getCollectionUsage().getUsed();
        }
        long collections = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            collections += Math.max(0, collector.getCollectionCount());
        }
        // A collector that has one pool for all has young garbage there: what was left last says more.
        long inUse = pools.size() == 1 ? collected.getUsed() : old.getUsage().getUsed();
        return new Fullness(inUse, collected.getUsed(), young, Math.max(0, collected.getMax()), collections);
    }

    /** Time that collections have taken since the start. */
    long collectionMillis() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            sum += Math.max(0, collector.getCollectionTime());
        }
        return sum;
    }

    /** By the calling thread, since its start. */
    static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
