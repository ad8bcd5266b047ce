package dev.tickwire.server.recording;

/**
 * How rooms are recorded.
 *
 * @param seconds that are kept of each room in memory; 0: none
 * @param checkpointSeconds from one checkpoint to the next: so long a recording may begin before what it is to show
 * @param flushSeconds after which what was written is handed over, though there is room on its page
 * @param mostBytes that are kept of a room in memory, compressed
 */
public record RecorderSettings(double seconds, double checkpointSeconds, double flushSeconds, int mostBytes) {}
