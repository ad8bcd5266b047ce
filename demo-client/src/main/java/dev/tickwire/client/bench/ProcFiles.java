package dev.tickwire.client.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells of processes; elsewhere nothing. */
final class ProcFiles {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\d+)\\s");
    private static final Pattern PROCESSOR_NAME = Pattern.compile("(?m)^model name\\s+: (.*)$");
    private static final Pattern TICKS = Pattern.compile("(?s)^\\d+ \\(.*\\) \\S(?: -?\\d+){10} (\\d+) (\\d+) .*");
    private static final double TICKS_PER_SECOND = 100;
    private static final double KIB_PER_MIB = 1024;

    private ProcFiles() {}

    /** Memory of a process that is in use; NaN: unknown. */
    static double residentMiB(long pid) {
        return parseResidentMiB(read(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** Processor time that a process has had, its own and the kernel's for it; NaN: unknown. */
    static double cpuSeconds(long pid) {
        return parseCpuSeconds(read(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** How many files this process and its children may have open; empty: unknown, or as many as they like. */
    static OptionalLong mostOpenFiles() {
        return parseMostOpenFiles(read(Path.of("/proc/self/limits")));
    }

    /** What the processors of this machine call themselves; empty: unknown. */
    static String processorName() {
        return parseProcessorName(read(Path.of("/proc/cpuinfo")));
    }

    static String parseProcessorName(String cpuinfo) {
        Matcher matcher = PROCESSOR_NAME.matcher(cpuinfo);
        return matcher.find() ? matcher.group(1) : "";
    }

    static double parseResidentMiB(String status) {
        Matcher matcher = RESIDENT.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) / KIB_PER_MIB : Double.NaN;
    }

    /**
     * The name of the program, in brackets, may have spaces and brackets in it. Linux counts in hundredths of a second
     * on every machine.
     */
    static double parseCpuSeconds(String stat) {
        Matcher matcher = TICKS.matcher(stat);
        return matcher.matches()
                ? (Long.parseLong(matcher.group(1)) + Long.parseLong(matcher.group(2))) / TICKS_PER_SECOND
                : Double.NaN;
    }

    static OptionalLong parseMostOpenFiles(String limits) {
        Matcher matcher = OPEN_FILES.matcher(limits);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
