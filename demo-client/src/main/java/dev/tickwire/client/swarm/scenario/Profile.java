package dev.tickwire.client.swarm.scenario;

/**
 * What the network of some bots is like.
 *
 * @param name as the scenario calls it
 * @param delayMillis how long a byte takes, one way
 * @param jitterMillis what comes on top of that, from none to this much
 * @param bytesPerSecond how fast it is, each way; 0: as fast as can be
 * @param stallEverySeconds how often nothing gets through for a while, on average; 0: never
 * @param stallMillis for how long
 * @param cutEverySeconds how often a connection breaks, on average; 0: never
 */
public record Profile(
        String name,
        double delayMillis,
        double jitterMillis,
        double bytesPerSecond,
        double stallEverySeconds,
        double stallMillis,
        double cutEverySeconds) {
    /** The machine's own network. */
    public static final Profile DIRECT = new Profile("direct", 0, 0, 0, 0, 0, 0);

    /** Whether it changes when bytes come. */
    public boolean isDirect() {
        return delayMillis == 0 && jitterMillis == 0 && bytesPerSecond == 0 && stallEverySeconds == 0;
    }
}
