package dev.tickwire.server.names;

import java.nio.charset.StandardCharsets;

/** What somebody in a room is called, as others see it. Belongs to the room's loop. */
public final class NameTag {
    private final boolean isSpectator;
    private Name name;
    private byte[] utf8;

    NameTag(Name name, boolean isSpectator) {
        this.isSpectator = isSpectator;
        this.name = name;
        utf8 = utf8(name);
    }

    private static byte[] utf8(Name name) {
        return name.text().getBytes(StandardCharsets.UTF_8);
    }

    /** The name; that of one who watches may be another one later. */
    public String text() {
        return name.text();
    }

    /** The name as UTF-8: not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    Name name() {
        return name;
    }

    boolean isSpectator() {
        return isSpectator;
    }

    void rename(Name to) {
        name = to;
        utf8 = utf8(to);
    }

    @Override
    public String toString() {
        return text();
    }
}
