package dev.tickwire.server.kept;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file that is kept for operators: an object of JSON in each line. Without a path nothing is kept. */
public final class LinesFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(LinesFile.class);

    private final @Nullable Path path;
    private final String content;
    private final String setting;
    private final Form<T> form;

    /** How things are written. */
    public interface Form<T> {
        /** What is written of one. */
        Map<String, Object> fields(T one);

        /** The one of which that was written; exceptions, also unchecked ones, say why it is none. */
        T parse(Map<String, Object> fields) throws ParseException;
    }

    /**
     * A file that was not read yet.
     *
     * @param path null: there is none
     * @param content in words, such as "bans and mutes"
     * @param setting of the config, which names the file
     */
    public LinesFile(@Nullable Path path, String content, String setting, Form<T> form) {
        this.path = path;
        this.content = content;
        this.setting = setting;
        this.form = form;
    }

    /** All that is in it; none: there is no such file. */
    public List<T> read() throws UnusableFileException {
        List<T> all = new ArrayList<>();
        if (path == null || !Files.exists(path)) {
            return all;
        }
        try {
            for (String line : Files.readAllLines(path)) {
                if (!line.isBlank()) {
                    all.add(form.parse(JSONObjectUtils.parse(line)));
                }
            }
            return all;
        } catch (IOException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        } catch (ParseException | RuntimeException e) {
            throw unusable("line " + (all.size() + 1) + " is not what the server wrote: " + e.getMessage(), e);
        }
    }

    private UnusableFileException unusable(String why, Exception cause) {
        return new UnusableFileException(
                "The file with " + content + ", " + path + ", cannot be used: " + why
                        + ". Mend it, or name another with " + setting + ".",
                cause);
    }

    /** All or nothing: a process that is killed meanwhile leaves the file as it was. A failure is in the log. */
    public void write(List<T> all) {
        if (path == null) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (T one : all) {
            lines.append(JSONObjectUtils.toJSONString(form.fields(one))).append('\n');
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.writeString(fresh, lines);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.error("the file with {} cannot be written, so that they hold until the server ends", content, e);
        }
    }
}
