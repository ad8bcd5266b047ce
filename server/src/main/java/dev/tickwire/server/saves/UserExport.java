package dev.tickwire.server.saves;

import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is kept of a user, for somebody to read: values by the names of tables and columns. */
public final class UserExport {
    private UserExport() {}

    /** As JSON. */
    public static String json(String user, List<SavedRow> rows) {
        List<Object> games = new ArrayList<>();
        for (SavedRow row : rows) {
            Map<String, Object> game = new LinkedHashMap<>();
            game.put("game", row.game());
            game.put("savedAt", Instant.ofEpochSecond(row.savedAtSeconds()).toString());
            game.put("rows", read(row.document()));
            games.add(game);
        }
        return RowJson.write(Map.of("user", user, "games", games));
    }

    /** What cannot be read is shown as it is. */
    private static Object read(String document) {
        try {
            return RowJson.read(document);
        } catch (ParseException e) {
            return document;
        }
    }
}
