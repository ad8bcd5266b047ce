package dev.tickwire.server;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Loads the classes of games from what their files contained at one moment. */
final class GameLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final GameFiles files;

    GameLoader(GameFiles files) {
        super(files.version(), GameLoader.class.getClassLoader());
        this.files = files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte @Nullable [] bytes = files.bytes(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte @Nullable [] bytes = files.bytes(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }
}
