package dev.tickwire.server.replay;

import dev.tickwire.simulation.world.Game;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * How a game draws its world, in place of the map that knows no game: a JavaScript module beside its class, as
 * {@code Coins.draw.js} is beside {@code Coins.class}. It is one file, and has a function {@code draw}:
 * docs/recording.md.
 *
 * @param game by what recordings call it
 */
record Drawing(String game, String module) {
    /** What paths of drawings begin with. */
    static final String PATHS = "/drawings/";

    static final String SUFFIX = ".js";

    private static final int MOST_BYTES = 1 << 20;

    /** That of a game; null: it has none, or one that is too large, or cannot be read. */
    static @Nullable Drawing of(String name, Game game) {
        Class<?> type = game.getClass();
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".draw.js")) {
            byte[] module = in == null ? new byte[0] : in.readNBytes(MOST_BYTES + 1);
            return module.length == 0 || module.length > MOST_BYTES
                    ? null
                    : new Drawing(name, new String(module, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return null;
        }
    }

    /** Where a page finds it: a browser imports each address once, so another module has another address. */
    String url() {
        CRC32 sum = new CRC32();
        sum.update(module.getBytes(StandardCharsets.UTF_8));
        return "." + PATHS + game + SUFFIX + "?v=" + Long.toHexString(sum.getValue());
    }
}
