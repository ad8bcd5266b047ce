package dev.tickwire.server.admin;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.server.console.Audit;
import dev.tickwire.server.directory.KeptRooms;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.recording.KeptSeats;
import dev.tickwire.server.recording.RecordingFiles;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.store.Stock;
import dev.tickwire.server.store.StoredRoom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets operators see, export and delete rooms that are kept, also those that cannot come back. */
public final class KeptRoomsApi {
    /** Where they are listed; what is done with them is below. */
    public static final String PATH = Answers.API + "kept-rooms";

    private static final Logger LOG = LoggerFactory.getLogger(KeptRoomsApi.class);
    private static final String RECORDING = PATH + "/recording";
    private static final String ROOM = "room";

    private final KeptRooms kept;
    private final LocalRooms rooms;
    private final Audit audit;

    public KeptRoomsApi(KeptRooms kept, LocalRooms rooms, Audit audit) {
        this.kept = kept;
        this.rooms = rooms;
        this.audit = audit;
    }

    /** All that are kept; reads the disk. */
    public Map<String, Object> list() {
        try {
            Stock stock = kept.stock();
            List<Map<String, Object>> listed = new ArrayList<>();
            for (StoredRoom room : stock.rooms()) {
                listed.add(described(room));
            }
            return Map.of("rooms", listed, "problems", stock.problems());
        } catch (IOException e) {
            LOG.warn("the directory of kept rooms cannot be read", e);
            return Map.of(
                    "rooms", List.of(), "problems", List.of("The directory of kept rooms cannot be read: " + e + "."));
        }
    }

    private Map<String, Object> described(StoredRoom stored) {
        String id = stored.head().getRoom();
        Room open = rooms.find(id);
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", id);
        described.put("type", stored.head().getRoomType());
        described.put("game", stored.head().getGame());
        described.put("state", open == null ? "asleep" : "open");
        described.put("bytes", stored.bytes());
        described.put("written", Instant.ofEpochMilli(stored.writtenMillis()).toString());
        described.put("seats", open == null ? seats(stored) : open.seatCount());
        return described;
    }

    /** A file is read only where somebody may have a seat. */
    private int seats(StoredRoom stored) {
        if (stored.head().getIsAside()) {
            return 0;
        }
        try {
            byte[] file = kept.file(stored.head().getRoom());
            return KeptSeats.of(Recording.parse(file)).count();
        } catch (IOException | MalformedRecordingException e) {
            LOG.debug("it is not known who has a seat in room {}", stored.head().getRoom(), e);
            return 0;
        }
    }

    /** By the last parts of their paths. */
    public Map<String, Action> byName() {
        return Map.of("kept-rooms/delete", this::delete);
    }

    private Answer delete(Operator operator, Body body) throws RefusedException {
        String id = body.text(ROOM);
        String why = body.text("why");
        body.end();
        try {
            if (rooms.find(id) != null || !kept.forget(id)) {
                throw new RefusedException(
                        HttpStatus.CONFLICT_409, "Room " + id + " is open: close it, and it is kept no longer.");
            }
        } catch (NoSuchFileException e) {
            throw unknown(id);
        } catch (IOException e) {
            throw new RefusedException(
                    HttpStatus.INTERNAL_SERVER_ERROR_500, "What is kept of room " + id + " cannot be deleted: " + e);
        }
        audit.log(operator.name(), "delete", "kept room " + id, Map.of("why", why));
        return Answer.json(Map.of("deleted", id));
    }

    private static RefusedException unknown(String id) {
        return new RefusedException(HttpStatus.NOT_FOUND_404, "No room " + id + " is kept.");
    }

    /** Answers operators who ask for what is kept of a room, as a file: it has what opens seats. */
    public Handler files() {
        return new FileHandler();
    }

    private final class FileHandler extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!HttpMethod.GET.is(request.getMethod()) || !RECORDING.equals(Request.getPathInContext(request))) {
                return false;
            }
            try {
                send(request, response, callback);
            } catch (RefusedException e) {
                Answers.send(e.answer(), request, response, callback);
            }
            return true;
        }

        private void send(Request request, Response response, Callback callback) throws RefusedException {
            Operator operator = AdminListener.operator(request);
            if (operator == null || !operator.mayAct()) {
                Answers.send(
                        operator == null ? Gate.unknown(RECORDING) : Gate.viewOnly(operator),
                        request,
                        response,
                        callback);
                return;
            }
            String asked = Request.extractQueryParameters(request).getValue(ROOM);
            String id = asked == null ? "" : asked;
            byte[] file;
            try {
                file = kept.file(id);
            } catch (NoSuchFileException e) {
                throw unknown(id);
            } catch (IOException e) {
                throw new RefusedException(
                        HttpStatus.INTERNAL_SERVER_ERROR_500, "What is kept of room " + id + " cannot be read: " + e);
            }
            audit.log(operator.name(), "export", "kept room " + id, Map.of());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders()
                    .put("Content-Disposition", "attachment; filename=\"" + id + RecordingFiles.SUFFIX + "\"");
            response.write(true, ByteBuffer.wrap(file), callback);
        }
    }
}
