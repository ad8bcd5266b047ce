package dev.tickwire.server.sanctions;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file with sanctions, an object of JSON in each line. */
final class SanctionFile {
    private final Path path;

    SanctionFile(Path path) {
        this.path = path;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** All that are in it; none: there is no such file. Throws with a sentence if it cannot be read. */
    List<Sanction> read() throws IOException {
        List<Sanction> all = new ArrayList<>();
        if (!Files.exists(path)) {
            return all;
        }
        for (String line : Files.readAllLines(path)) {
            try {
                if (!line.isBlank()) {
                    all.add(parse(line));
                }
            } catch (ParseException | RuntimeException e) {
                throw new IOException(
                        "line " + (all.size() + 1) + " is not what the server wrote: " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static Sanction parse(String line) throws ParseException {
        Map<String, Object> fields = JSONObjectUtils.parse(line);
        String kind = JSONObjectUtils.getString(fields, "kind");
        String account = JSONObjectUtils.getString(fields, "account");
        String address = JSONObjectUtils.getString(fields, "address");
        String until = JSONObjectUtils.getString(fields, "until");
        String by = JSONObjectUtils.getString(fields, "by");
        String why = JSONObjectUtils.getString(fields, "why");
        if (kind == null || until == null || (account == null) == (address == null)) {
            throw new DateTimeException("it needs kind, until, and an account or an address");
        }
        return new Sanction(
                Sanction.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                account == null ? Subject.address(address) : Subject.account(account),
                Instant.parse(until),
                by == null ? "" : by,
                why == null ? "" : why);
    }

    /** All or nothing: a process that is killed meanwhile leaves the file as it was. */
    void write(Collection<Sanction> all) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Sanction sanction : all) {
            lines.append(JSONObjectUtils.toJSONString(fields(sanction))).append('\n');
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, lines);
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, Object> fields(Sanction sanction) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", sanction.kind().word());
        fields.put(sanction.subject().type(), sanction.subject().name());
        fields.put("until", sanction.until().toString());
        fields.put("by", sanction.by());
        fields.put("why", sanction.why());
        return fields;
    }
}
