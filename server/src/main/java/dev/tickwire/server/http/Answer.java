package dev.tickwire.server.http;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
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
        return ofJson(ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise()));
    }

    /** What is JSON already. */
    public static Answer ofJson(String json) {
        return new Answer(HttpStatus.OK_200, "application/json", json);
    }
}
