package dev.tickwire.server.admin;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.http.ShortBody;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What operators do: each a POST of JSON, answered when it is done or handed to the room, and a line in the audit log.
 */
public final class ActionsApi extends Handler.Abstract.NonBlocking {
    static final int MOST_BYTES = 16 * 1024;

    private final Map<String, Action> byPath = new HashMap<>();

    public ActionsApi(List<Map<String, Action>> actions) {
        for (Map<String, Action> some : actions) {
            some.forEach((name, action) -> byPath.put(Answers.API + name, action));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Action action = byPath.get(path);
        if (action == null) {
            return false;
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
        }
        Operator operator = AdminListener.operator(request);
        Answer refusal = refusal(request, operator);
        if (refusal != null || operator == null) {
            Answers.send(refusal == null ? Gate.unknown(path) : refusal, request, response, callback);
            return true;
        }
        ShortBody.read(
                request,
                MOST_BYTES,
                (status, sentence) -> Answers.send(Answer.problem(status, sentence), request, response, callback),
                body -> Answers.send(answer(action, operator, body), request, response, callback),
                callback);
        return true;
    }

    private static @Nullable Answer refusal(Request request, @Nullable Operator operator) {
        if (!HttpMethod.POST.is(request.getMethod())) {
            return Answer.problem(HttpStatus.METHOD_NOT_ALLOWED_405, "Send a POST.");
        }
        if (operator != null && !operator.mayAct()) {
            return Gate.viewOnly(operator);
        }
        return null;
    }

    /** The answer, also where the act throws what it must not: nobody else would answer then. */
    static Answer answer(Action action, Operator operator, String body) {
        try {
            return action.run(operator, Body.parse(body));
        } catch (RefusedException e) {
            return e.answer();
        } catch (InvalidAdjustmentException e) {
            return Answer.problem(HttpStatus.BAD_REQUEST_400, e.sentence());
        } catch (Throwable bug) {
            Failures.log("what an operator asked for could not be done: a bug in the server", bug);
            return Answer.problem(HttpStatus.INTERNAL_SERVER_ERROR_500, "The server has made a mistake: see its log.");
        }
    }
}
