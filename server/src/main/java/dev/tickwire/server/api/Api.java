package dev.tickwire.server.api;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.http.ShortBody;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.saves.Saves;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/** Answers all that is asked under {@code /api/v1}; what goes wrong is answered as RFC 9457 has it. */
public final class Api extends Handler.Abstract.NonBlocking {
    /** A body may have so many bytes. */
    static final int MOST_BYTES = 4096;

    private final Callers callers;
    private final List<Route> routes;

    /** All that there is. */
    public static Api of(Callers callers, ApiSettings settings, LocalRooms rooms, Saves saves, String savesSecret) {
        return new Api(
                callers,
                List.of(
                        new ApiDocument(),
                        new RoomsApi(rooms, settings),
                        new RoomApi(rooms, settings),
                        new PlacesApi(rooms, settings),
                        new TicketsApi(rooms, InstantSource.system()),
                        new PlayersApi(saves, savesSecret)));
    }

    private Api(Callers callers, List<ApiPart> parts) {
        this.callers = callers;
        List<Route> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.routes()));
        routes = List.copyOf(all);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(Answers.API)) {
            return false;
        }
        String rest = path.substring(Answers.API.length());
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Matcher names = route.path().matcher(rest);
            if (names.matches()) {
                methods.add(route.method());
                if (takes(route, request.getMethod())) {
                    read(route.endpoint(), names(names), new Reply(request, response, callback));
                    return true;
                }
            }
        }
        new Reply(request, response, callback).send(unknown(methods, response));
        return true;
    }

    private static boolean takes(Route route, String method) {
        return route.method().equals(method) || (HttpMethod.HEAD.is(method) && HttpMethod.GET.is(route.method()));
    }

    private static Answer unknown(Set<String> methods, Response response) {
        if (methods.isEmpty()) {
            return Answer.problem(HttpStatus.NOT_FOUND_404, "The API has no such address.");
        }
        response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods));
        return Answer.problem(
                HttpStatus.METHOD_NOT_ALLOWED_405, "This address takes " + String.join(" and ", methods) + " only.");
    }

    private static List<String> names(Matcher path) {
        List<String> names = new ArrayList<>();
        for (int group = 1; group <= path.groupCount(); group++) {
            names.add(URIUtil.decodePath(path.group(group)));
        }
        return names;
    }

    private void read(Endpoint endpoint, List<String> names, Reply reply) {
        Request request = reply.request();
        if (!HttpMethod.POST.is(request.getMethod()) && !HttpMethod.PATCH.is(request.getMethod())) {
            answer(endpoint, names, "", reply);
            return;
        }
        ShortBody.read(
                request,
                MOST_BYTES,
                (status, sentence) -> reply.send(Answer.problem(status, sentence)),
                body -> answer(endpoint, names, body, reply),
                reply.callback());
    }

    private void answer(Endpoint endpoint, List<String> names, String body, Reply reply) {
        Caller caller = callers.of(reply.request());
        var unused = answer(endpoint, caller, names, body, reply.request())
                .exceptionally(Api::failed)
                .thenAccept(answer -> {
                    callers.release(caller);
                    reply.send(answer);
                });
    }

    private static CompletableFuture<Answer> answer(
            Endpoint endpoint, Caller caller, List<String> names, String body, Request request) {
        try {
            return endpoint.answer(new Asked(caller, names, Request.extractQueryParameters(request), body));
        } catch (RefusedException refused) {
            return CompletableFuture.completedFuture(refused.answer());
        } catch (Throwable bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private static Answer failed(Throwable bug) {
        Throwable cause = bug.getCause() == null ? bug : bug.getCause();
        if (cause instanceof RefusedException refused) {
            return refused.answer();
        }
        Failures.log("a request of the API could not be answered: a bug in the server", cause);
        return Answer.problem(HttpStatus.INTERNAL_SERVER_ERROR_500, "The server has made a mistake: see its log.");
    }

    /** Where an answer goes. */
    private record Reply(Request request, Response response, Callback callback) {
        void send(Answer answer) {
            Answers.send(answer, request, response, callback);
        }
    }
}
