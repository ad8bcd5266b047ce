package dev.tickwire.server.http;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Fields;

/** All that the server answers over HTTP: first what it says about itself, then the files of pages. */
public final class Site extends Handler.Sequence {
    /**
     * Makes the site.
     *
     * @param webRoots directories of pages, real paths; a file is looked for in one after the other
     * @param api answers what is under {@code /api/v1}
     */
    public Site(List<Path> webRoots, Health health, Handler api) {
        Map<String, Function<Fields, Answer>> byPath = new HashMap<>();
        byPath.put("/healthz", query -> health.alive());
        byPath.put("/readyz", query -> health.ready());
        byPath.put("/ws", query -> Answer.text(HttpStatus.UPGRADE_REQUIRED_426, "This address is for WebSockets."));
        if (webRoots.isEmpty()) {
            byPath.put(
                    "/",
                    query -> Answer.text(
                            HttpStatus.OK_200,
                            "Tickwire is running. It serves no page: start it with --web DIR to serve one."));
        }
        addHandler(new Answers(byPath));
        addHandler(api);
        for (Path root : webRoots) {
            addHandler(new PageFiles(root));
        }
    }
}
