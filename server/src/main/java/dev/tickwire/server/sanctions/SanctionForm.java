package dev.tickwire.server.sanctions;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.kept.LinesFile;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** How sanctions are written. */
final class SanctionForm implements LinesFile.Form<Sanction> {
    @Override
    public Map<String, Object> fields(Sanction sanction) {
        return sanction.fields();
    }

    @Override
    public Sanction parse(Map<String, Object> fields) throws ParseException {
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
}
