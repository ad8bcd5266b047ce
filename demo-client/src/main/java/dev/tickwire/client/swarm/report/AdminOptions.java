package dev.tickwire.client.swarm.report;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and as whom a server is asked for its own figures. */
public final class AdminOptions {
    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = {
                "Where the server's operators ask, for its own figures",
                "(default: http://127.0.0.1:8081, beside http://127.0.0.1:8080)."
            })
    private @Nullable URI admin;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:TICKWIRE_TOKEN}",
            description = "An operator's token, if it asks for one (default: $TICKWIRE_TOKEN).")
    private @Nullable String token;

    /** Begins to read a server's own figures; null: it is not known where. */
    public @Nullable ServerMetrics start(URI webSocket, Measure measure) {
        URI asked = admin == null ? ServerMetrics.usual(webSocket) : admin;
        return asked == null ? null : ServerMetrics.start(asked, token == null ? "" : token, measure);
    }
}
