package dev.tickwire.server.names;

import dev.tickwire.proto.PlayerName;
import java.util.Random;

/** Names that are allowed, few enough that many look alike, and some as long as they may be. */
final class RandomNames {
    private static final String[] PIECES = {
        "a", "а", "A", "b", "В", "1", "l", "I", "0", "O", "o", "m", "rn", "2", " ", "\u200D", "\uFE0F", "\u0301", "🚀",
        "é", "12", "  "
    };

    private RandomNames() {}

    static String next(Random random) {
        while (true) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(4) == 0 ? 24 : 1 + random.nextInt(3);
            String piece = PIECES[random.nextInt(PIECES.length)];
            for (int i = 0; i < length; i++) {
                text.append(random.nextInt(3) == 0 ? PIECES[random.nextInt(PIECES.length)] : piece);
            }
            String name = PlayerName.accept(text.toString());
            if (name != null && !name.isEmpty()) {
                return name;
            }
        }
    }
}
