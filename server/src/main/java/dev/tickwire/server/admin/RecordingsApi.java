package dev.tickwire.server.admin;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.recording.Archive;
import dev.tickwire.server.replay.Screening;
import dev.tickwire.server.replay.Screenings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Tells which recordings the server has saved, and gives them: {@code /api/v1/recordings}, a file below that, and below
 * a file what the page that plays it asks for.
 */
public final class RecordingsApi extends Handler.Abstract {
    private static final String LIST = Answers.API + "recordings";

    private final Archive archive;
    private final Screenings screenings;

    public RecordingsApi(Archive archive, Screenings screenings) {
        this.archive = archive;
        this.screenings = screenings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        boolean isAsked = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!isAsked || !(path.equals(LIST) || path.startsWith(LIST + "/"))) {
            return false;
        }
        try {
            answer(path.substring(LIST.length()).split("/", -1), request, response, callback);
        } catch (IOException e) {
            Answer answer = Answer.problem(
                    HttpStatus.SERVICE_UNAVAILABLE_503, "The recordings cannot be read: see recorder.directory.");
            Answers.send(answer, request, response, callback);
        }
        return true;
    }

    /** By the parts of the path after the list's: nothing, the name of a file, and what is asked of it. */
    private void answer(String[] parts, Request request, Response response, Callback callback) throws IOException {
        if (parts.length == 1) {
            Answers.send(list(), request, response, callback);
        } else if (parts.length == 2) {
            give(parts[1], request, response, callback);
        } else if (parts.length == 3 && parts[2].equals("recording")) {
            show(parts[1], Screening::about, request, response, callback);
        } else if (parts.length == 3 && parts[2].equals("tick")) {
            Fields query = Request.extractQueryParameters(request);
            show(parts[1], screening -> screening.tick(query), request, response, callback);
        } else {
            Answers.send(missing(parts[1]), request, response, callback);
        }
    }

    private Answer list() throws IOException {
        Archive.Listed listed = archive.list();
        return Answer.json(Map.of(
                "recordings",
                listed.newest().stream().map(RecordingsApi::described).toList(),
                "more",
                listed.more()));
    }

    private static Map<String, Object> described(Archive.Entry entry) {
        RecordingHead head = entry.head();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", entry.name());
        all.put("bytes", entry.bytes());
        all.put("savedMillis", entry.savedMillis());
        all.put("room", head == null ? "" : head.getRoom());
        all.put("type", head == null ? "" : head.getRoomType());
        all.put("reason", head == null ? "It is damaged, or no recording." : head.getReason());
        return all;
    }

    private void give(String name, Request request, Response response, Callback callback) throws IOException {
        byte[] file = archive.read(name);
        if (file == null) {
            Answers.send(missing(name), request, response, callback);
        } else {
            Answers.sendFile(name, file, request, response, callback);
        }
    }

    private void show(
            String name, Function<Screening, Answer> question, Request request, Response response, Callback callback) {
        screenings.ask(name, question, answer -> Answers.send(answer, request, response, callback));
    }

    private static Answer missing(String name) {
        return Answer.problem(
                HttpStatus.NOT_FOUND_404, "There is no recording " + name + "; it may have been moved away.");
    }
}
