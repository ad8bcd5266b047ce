package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFilesTest {
    private static final String STAT =
            "4242 (a (b) c) S 1 4242 4242 0 -1 4194560 9876 0 12 0 1234 66 0 0 20 0 31 0 100 8000000 5000 1844674407";

    @Test
    void shouldAddTimeInTheProgramAndInTheKernel() {
        assertThat(ProcFiles.parseCpuSeconds(STAT)).isEqualTo(13.0);
    }

    @Test
    void shouldReadMemoryInUse() {
        assertThat(ProcFiles.parseResidentMiB("Name:\tjava\nVmHWM:\t  4096 kB\nVmRSS:\t  2048 kB\nThreads:\t3\n"))
                .isEqualTo(2);
    }

    @Test
    void shouldReadTheLimitOfOpenFiles() {
        String limits = """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             95993                95993                processes
                Max open files            1024                 1048576              files
                """;
        assertThat(ProcFiles.parseMostOpenFiles(limits)).hasValue(1024);
        assertThat(ProcFiles.parseMostOpenFiles(limits.replace("1024 ", "unlimited")))
                .isEmpty();
    }

    @Test
    void shouldReadWhatProcessorsCallThemselves() {
        assertThat(ProcFiles.parseProcessorName("processor\t: 0\nmodel name\t: A Processor\n\nmodel name\t: B\n"))
                .isEqualTo("A Processor");
        assertThat(ProcFiles.parseProcessorName("")).isEmpty();
    }

    @Test
    void shouldSayThatItDoesNotKnow() {
        assertThat(ProcFiles.parseCpuSeconds("")).isNaN();
        assertThat(ProcFiles.parseResidentMiB("Name:\tjava\n")).isNaN();
        assertThat(ProcFiles.parseMostOpenFiles("")).isEmpty();
    }
}
