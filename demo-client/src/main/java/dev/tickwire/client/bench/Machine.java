package dev.tickwire.client.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the bench runs on. */
final class Machine {
    private static final double BUSY_LOAD = 0.5;

    private Machine() {}

    /** @param jdks versions of Java, by the servers that run on them */
    static Map<String, Object> describe(Map<String, Object> jdks) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("processor", ProcFiles.processorName());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", jdks);
        machine.put("loadAverageBefore", loadAverage());
        return machine;
    }

    /** A warning if others use the machine; null: it is quiet. */
    static @Nullable String busySentence() {
        double load = loadAverage();
        return load < BUSY_LOAD
                ? null
                : String.format(
                        Locale.ROOT,
                        "The machine is busy (load average %.1f on %d processors): compare within rounds,"
                                + " and trust no absolute figure.",
                        load,
                        Runtime.getRuntime().availableProcessors());
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
