package dev.tickwire.server.api;

import dev.tickwire.server.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The description of the API for machines, as OpenAPI has it: {@code GET /api/v1/openapi.json}. */
final class ApiDocument extends ApiPart {
    private final Answer document = Answer.ofJson(read());

    @Override
    List<Route> routes() {
        return List.of(new Route("GET", "openapi[.]json", Endpoint.immediate(asked -> document)));
    }

    private static String read() {
        try (InputStream document = ApiDocument.class.getResourceAsStream("/openapi.json")) {
            if (document == null) {
                throw new IllegalStateException("openapi.json is not in the jar");
            }
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
