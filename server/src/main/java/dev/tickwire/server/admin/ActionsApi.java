package dev.tickwire.server.admin;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.ShortBody;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            some.forEach((name, action) -> byPath.put("/api/v1/" + name, action));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Action action = byPath.get(Request.getPathInContext(request));
        if (action == null) {
            return false;
        }
        Operator operator = AdminListener.operator(request);
        Answer refusal = refusal(request, operator);
        if (refusal != null || operator == null) {
            Answers.send(refusal == null ? Gate.unknown() : refusal, request, response, callback);
            return true;
        }
        ShortBody.read(
                request,
                MOST_BYTES,
                (status, sentence) -> Answers.send(Answer.text(status, sentence), request, response, callback),
                body -> Answers.send(answer(action, operator, body), request, response, callback),
                callback);
        return true;
    }

    private static @Nullable Answer refusal(Request request, @Nullable Operator operator) {
        if (!HttpMethod.POST.is(request.getMethod())) {
            return Answer.text(HttpStatus.METHOD_NOT_ALLOWED_405, "Send a POST.");
        }
        if (operator != null && !operator.mayAct()) {
            return Gate.viewOnly(operator);
        }
        return null;
    }

    private static Answer answer(Action action, Operator operator, String body) {
        Asked asked;
        try {
            asked = new Asked(JSONObjectUtils.parse(body));
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return wrong("Send a JSON object.");
        }
        try {
            return action.run(operator, asked);
        } catch (InvalidAdjustmentException e) {
            return wrong(e.sentence());
        } catch (UnknownRoomException e) {
            return Answer.text(HttpStatus.NOT_FOUND_404, String.valueOf(e.getMessage()));
        } catch (ParseException e) {
            return wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Answer wrong(String sentence) {
        return Answer.text(HttpStatus.BAD_REQUEST_400, sentence);
    }
}
