package dev.tickwire.server.http;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The answer to one request.
 *
 * @param status the HTTP status
 * @param type the content type of the body
 */
public record Answer(int status, String type, String body) {
    /** One line of text for each sentence. */
    public static Answer text(int status, List<String> sentences) {
        return new Answer(status, "text/plain; charset=utf-8", String.join("\n", sentences) + "\n");
    }

    /** One line of text. */
    public static Answer text(int status, String sentence) {
        return text(status, List.of(sentence));
    }

    /** JSON of maps, lists, numbers and strings. */
    public static Answer json(Object value) {
        return json(HttpStatus.OK_200, value);
    }

    /** The same with another status. */
    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json", rendered(value));
    }

    /**
     * What is wrong with a request, or keeps the server from doing it, as RFC 9457 has it; the sentence says what to
     * do.
     */
    public static Answer problem(int status, String sentence) {
        Map<String, Object> problem = Map.of(
                "type", "about:blank", "title", HttpStatus.getMessage(status), "status", status, "detail", sentence);
        return new Answer(status, "application/problem+json", rendered(problem));
    }

    private static String rendered(Object value) {
        return ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
    }

    /** What is JSON already. */
    public static Answer ofJson(String json) {
        return new Answer(HttpStatus.OK_200, "application/json", json);
    }
}
