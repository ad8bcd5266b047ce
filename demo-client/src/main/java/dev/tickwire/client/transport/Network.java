package dev.tickwire.client.transport;

/**
 * What the way between a client and its server is like; each way has a {@link Link} of its own.
 *
 * @param delayMillis how long a byte takes, one way
 * @param jitterMillis what comes on top of that, from none to this much, by chance
 * @param bytesPerSecond how fast it is, each way; 0: as fast as can be
 * @param stallEverySeconds how often nothing gets through for a while, on average; 0: never
 * @param stallMillis for how long nothing gets through then
 * @param seed its chances follow from it
 */
public record Network(
        double delayMillis,
        double jitterMillis,
        double bytesPerSecond,
        double stallEverySeconds,
        double stallMillis,
        long seed) {}
