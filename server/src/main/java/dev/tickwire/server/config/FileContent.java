package dev.tickwire.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was found where a file should be. Two are equal if they would be read as the same.
 *
 * @param bytes null: there is no file, or it cannot be read
 * @param problem why it cannot be read, as the end of a sentence; null: it can, or there is none
 */
record FileContent(@Nullable ByteBuffer bytes, @Nullable String problem) {
    private static final FileContent MISSING = new FileContent(null, null);
    private static final FileContent PIPE = new FileContent(ByteBuffer.allocate(0), null);

    /** Reads it now. A pipe or a device can be read only once, so its content is left to whoever parses it. */
    static FileContent of(Path file) {
        try {
            if (Files.isDirectory(file)) {
                return unreadable("cannot be read: it is a directory");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return PIPE;
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return new FileContent(bytes, encodingProblem(bytes));
        } catch (NoSuchFileException e) {
            return MISSING;
        } catch (AccessDeniedException e) {
            return unreadable("cannot be read: its permissions do not let the server");
        } catch (IOException e) {
            return unreadable("cannot be read: " + e);
        }
    }

    private static FileContent unreadable(String problem) {
        return new FileContent(null, problem);
    }

    boolean isMissing() {
        return bytes == null && problem == null;
    }

    /** Whether it says nothing: it has only blanks and comments. */
    boolean isBlank() {
        return bytes != null
                && StandardCharsets.UTF_8
                        .decode(bytes.duplicate())
                        .toString()
                        .lines()
                        .map(line -> line.replace("\uFEFF", "").strip())
                        .allMatch(line -> line.isEmpty() || line.startsWith("#") || line.startsWith("//"));
    }

    private static @Nullable String encodingProblem(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, CharBuffer.allocate(in.remaining()), true);
        if (!result.isError()) {
            return null;
        }
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
            if (bytes.get(i) == '\n') {
                line++;
            }
        }
        return "is not UTF-8 from line " + line + " on: save it as UTF-8";
    }
}
