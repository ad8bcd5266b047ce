package dev.tickwire.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Sends the answer of each path. It handles GET and HEAD; other methods, and paths that it does not have, are for the
 * next handler.
 */
public final class Answers extends Handler.Abstract.NonBlocking {
    /** What all paths of the API begin with. */
    public static final String API = "/api/v1/";

    /** A body below this fits into one packet anyway. */
    private static final int WORTH_COMPRESSING_BYTES = 1024;

    private final Map<String, Function<Fields, Answer>> byPath;

    /** Answers to queries are made on the thread that serves players: they must not block. */
    public Answers(Map<String, Function<Fields, Answer>> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /** What is wrong with a request for a path: of the API, a problem; elsewhere, where people look, a line of text. */
    public static Answer error(String path, int status, String sentence) {
        return path.startsWith(API) ? Answer.problem(status, sentence) : Answer.text(status, sentence);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Function<Fields, Answer> found = byPath.get(Request.getPathInContext(request));
        if (found == null || (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod()))) {
            return false;
        }
        send(found.apply(Request.extractQueryParameters(request)), request, response, callback);
        return true;
    }

    /** Sends an answer, compressed where that is worth it and wanted. */
    public static void send(Answer answer, Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(answer.status());
        headers.put(HttpHeader.CONTENT_TYPE, answer.type());
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (answer.status() == HttpStatus.UPGRADE_REQUIRED_426) {
            // RFC 6455, section 4.4, and RFC 9110, section 15.5.22.
            headers.put(HttpHeader.UPGRADE, "websocket");
            headers.put(HttpHeader.SEC_WEBSOCKET_VERSION, "13");
        }
        if (answer.status() == HttpStatus.UNAUTHORIZED_401) {
            headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        ByteBuffer body = ByteBuffer.wrap(body(answer, request, headers));
        Rest.discard(request, () -> response.write(true, body, callback));
    }

    /** Sends a file, to be saved under a name that needs no quotes. */
    public static void sendFile(String name, byte[] file, Request request, Response response, Callback callback) {
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "application/octet-stream")
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        Rest.discard(request, () -> response.write(true, ByteBuffer.wrap(file), callback));
    }

    private static byte[] body(Answer answer, Request request, HttpFields.Mutable headers) {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= WORTH_COMPRESSING_BYTES && takesGzip(request)) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
            bytes = gzip(bytes);
        }
        return bytes;
    }

    private static boolean takesGzip(Request request) {
        return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return compressed.toByteArray();
    }
}
