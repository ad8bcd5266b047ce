package dev.tickwire.server.saves;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.text.ParseException;
import java.util.Map;

/** A saved row as text. */
public final class RowJson {
    private RowJson() {}

    /** JSON of maps, lists, numbers, flags and texts; the same for the same values. */
    static String write(Map<String, Object> row) {
        return ConfigValueFactory.fromMap(row).render(ConfigRenderOptions.concise());
    }

    /** What was written; an exception where it is no object in JSON. */
    public static Map<String, Object> read(String json) throws ParseException {
        if (!json.startsWith("{")) {
            throw new ParseException("it is no object", 0);
        }
        try {
            return JSONObjectUtils.parse(json);
        } catch (RuntimeException | StackOverflowError e) {
            // The library throws more than it says, for JSON that is nested without end, say.
            throw new ParseException("it cannot be read", 0);
        }
    }
}
