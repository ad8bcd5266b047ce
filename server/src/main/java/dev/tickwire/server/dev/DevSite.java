package dev.tickwire.server.dev;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What pages get of a game that is being written: rules as they are now, what is wrong, and in each page a script that
 * shows it. All else is for the next handler.
 */
public final class DevSite extends Handler.Wrapper {
    private static final String EVENTS = "/tickwire-dev";
    private static final String SCRIPT = "/tickwire-dev.js";
    private static final String TAG = "\n<script src=\"" + SCRIPT + "\"></script>\n";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    private final List<Path> webRoots;
    private final Board board;
    private final RulesDesk rules;
    private final String script;

    /** {@code webRoots}: directories of pages, real paths; the first that has a file serves it. */
    public DevSite(List<Path> webRoots, Board board, RulesDesk rules, Handler next) {
        super(next);
        this.webRoots = List.copyOf(webRoots);
        this.board = board;
        this.rules = rules;
        script = script();
    }

    private static String script() {
        try (InputStream in = DevSite.class.getResourceAsStream("overlay.js")) {
            if (in == null) {
                throw new IllegalStateException("the jar has no overlay.js");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar can be read", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!HttpMethod.GET.is(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        if (path.equals(EVENTS)) {
            board.add(new PageStream(response, callback));
        } else if (path.equals(SCRIPT)) {
            Answers.send(new Answer(HttpStatus.OK_200, JAVASCRIPT, script), request, response, callback);
        } else if (rules.has(path)) {
            rules.whenReady(() -> Answers.send(module(path), request, response, callback));
        } else {
            String page = page(path);
            if (page == null) {
                return super.handle(request, response, callback);
            }
            Answers.send(
                    new Answer(HttpStatus.OK_200, "text/html; charset=utf-8", page + TAG), request, response, callback);
        }
        return true;
    }

    private Answer module(String url) {
        Path file = rules.file(url);
        try {
            return file == null
                    ? Answer.text(HttpStatus.NOT_FOUND_404, "The rules could not be compiled to JavaScript yet.")
                    : new Answer(HttpStatus.OK_200, JAVASCRIPT, Files.readString(file));
        } catch (IOException e) {
            return Answer.text(HttpStatus.INTERNAL_SERVER_ERROR_500, "The rules cannot be read: " + e.getMessage());
        }
    }

    /** The HTML of an address; null: it has none. */
    private @Nullable String page(String path) throws IOException {
        String file = path.endsWith("/") ? path + "index.html" : path;
        if (!file.endsWith(".html")) {
            return null;
        }
        for (Path root : webRoots) {
            Path found = under(root, file.substring(1));
            if (found != null && Files.isRegularFile(found)) {
                return new String(Files.readAllBytes(found), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    private static @Nullable Path under(Path root, String file) {
        try {
            Path found = root.resolve(file).normalize();
            return found.startsWith(root) ? found : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
