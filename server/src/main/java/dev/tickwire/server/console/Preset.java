package dev.tickwire.server.console;

import dev.tickwire.server.roomtype.Adjustment;

/**
 * What was once said of some rooms over the config, under a name.
 *
 * @param type of the rooms
 * @param by who saved it
 */
public record Preset(String type, String name, String by, Adjustment adjustment) {
    static final int MOST_NAME_CHARS = 40;

    boolean isCalled(String roomType, String called) {
        return type.equals(roomType) && name.equals(called);
    }

    /** Whether it can be a name: some characters that can be seen. */
    static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= MOST_NAME_CHARS
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
