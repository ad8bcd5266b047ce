package dev.tickwire.server.transport;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the server answers by itself over HTTP: whether it is well, which rooms there are, and how they run. */
final class Pages extends Handler.Abstract.NonBlocking {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    /** Below this, an answer is one packet anyway. */
    private static final int WORTH_COMPRESSING_BYTES = 1024;

    private final LocalRooms rooms;
    private final Counters counters;
    private final List<TickLateness> ticks;
    private final boolean hasDemo;

    Pages(LocalRooms rooms, Counters counters, List<TickLateness> ticks, boolean hasDemo) {
        this.rooms = rooms;
        this.counters = counters;
        this.ticks = List.copyOf(ticks);
        this.hasDemo = hasDemo;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            return false;
        }
        switch (path) {
            case "/healthz" -> answer(request, response, callback, HttpStatus.OK_200, TEXT, "alive\n");
            case "/readyz" -> answerReady(request, response, callback);
            case "/api/v1/rooms" -> answer(request, response, callback, HttpStatus.OK_200, JSON, json(describeRooms()));
            case "/api/v1/room-types" ->
                answer(request, response, callback, HttpStatus.OK_200, JSON, json(describeTypes()));
            case "/api/v1/counters" ->
                answer(request, response, callback, HttpStatus.OK_200, JSON, json(counters.all()));
            case "/api/v1/ticks" -> answer(request, response, callback, HttpStatus.OK_200, JSON, json(describeTicks()));
            case "/ws" ->
                answer(
                        request,
                        response,
                        callback,
                        HttpStatus.UPGRADE_REQUIRED_426,
                        TEXT,
                        "This address is for WebSockets.\n");
            default -> {
                if (hasDemo || !path.equals("/")) {
                    return false;
                }
                answer(
                        request,
                        response,
                        callback,
                        HttpStatus.OK_200,
                        TEXT,
                        "Tickwire is running. It serves no page: start it with --web DIR to serve one.\n");
            }
        }
        return true;
    }

    private void answerReady(Request request, Response response, Callback callback) {
        if (rooms.whyNotReady() == null) {
            answer(request, response, callback, HttpStatus.OK_200, TEXT, "accepting players\n");
        } else {
            answer(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, TEXT, "not accepting players\n");
        }
    }

    private List<Map<String, Object>> describeRooms() {
        List<Map<String, Object>> described = new ArrayList<>();
        for (Room room : rooms.list()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", room.id());
            fields.put("type", room.type().name());
            fields.put("players", room.seatCount());
            fields.put("playerLimit", room.type().settings().capacity().players());
            fields.put("spectators", room.spectatorCount());
            fields.put("spectatorLimit", room.type().settings().capacity().spectators());
            fields.put("tickRateHz", room.type().tickRateHz());
            described.add(fields);
        }
        return described;
    }

    private List<Map<String, Object>> describeTypes() {
        List<Map<String, Object>> described = new ArrayList<>();
        for (RoomType type : rooms.types()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", type.name());
            fields.put("game", type.settings().gameName());
            fields.put("playerLimit", type.settings().capacity().players());
            fields.put("spectatorLimit", type.settings().capacity().spectators());
            fields.put("tickRateHz", type.tickRateHz());
            fields.put("snapshotRateHz", type.settings().rates().snapshotRateHz());
            described.add(fields);
        }
        return described;
    }

    private Map<String, Object> describeTicks() {
        Histogram sinceStart = TickLateness.newMicros();
        Histogram lastMinute = TickLateness.newMicros();
        for (TickLateness loop : ticks) {
            loop.addSinceStart(sinceStart);
            loop.addLastMinute(lastMinute);
        }
        return Map.of("sinceStart", describe(sinceStart), "lastMinute", describe(lastMinute));
    }

    private static Map<String, Object> describe(Histogram micros) {
        Map<String, Object> late = new LinkedHashMap<>();
        late.put("p50", micros.getValueAtPercentile(50));
        late.put("p99", micros.getValueAtPercentile(99));
        late.put("p999", micros.getValueAtPercentile(99.9));
        late.put("max", micros.getMaxValue());
        return Map.of("count", micros.getTotalCount(), "lateMicros", late);
    }

    private static String json(Object value) {
        return ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
    }

    private static void answer(
            Request request, Response response, Callback callback, int status, String type, String body) {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(status);
        headers.put(HttpHeader.CONTENT_TYPE, type);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= WORTH_COMPRESSING_BYTES
                && request.getHeaders()
                        .getQualityCSV(HttpHeader.ACCEPT_ENCODING)
                        .contains("gzip")) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
            bytes = gzip(bytes);
        }
        response.write(true, ByteBuffer.wrap(bytes), callback);
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
