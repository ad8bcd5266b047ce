package dev.tickwire.server.admin;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.Bearer;
import dev.tickwire.server.http.Hosts;
import dev.tickwire.server.http.Origins;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask what of the listener of operators. A page of another origin never may, whatever it shows: its browser may
 * be on this machine. There are no cookies, so that a browser shows nothing by itself. Any thread may ask.
 */
final class Gate {
    private final AdminSettings settings;
    private final Hosts hosts;
    private final Origins origins = new Origins(Set.of());

    Gate(AdminSettings settings) {
        this.settings = settings;
        // Without names, only this machine's: also where it listens beyond it, addresses are right.
        hosts = new Hosts(settings.hosts(), "localhost");
    }

    /** Why a request is refused whoever sends it; null: it may be from an operator's browser, or program. */
    @Nullable
    Answer refusal(String path, HttpFields headers) {
        String host = headers.get(HttpHeader.HOST);
        if (!hosts.accepts(host)) {
            return Answers.error(
                    path,
                    HttpStatus.MISDIRECTED_REQUEST_421,
                    "The listener of operators does not answer to this name: add it to admin.hosts in the config.");
        }
        return origins.accepts(headers.get(HttpHeader.ORIGIN), host)
                ? null
                : Answers.error(path, HttpStatus.FORBIDDEN_403, "Pages from another origin may ask nothing here.");
    }

    /** Who shows that {@code Authorization} header, null: none; null: nobody who is known. */
    @Nullable
    Operator operator(@Nullable String authorization) {
        if (settings.tokens().isEmpty()) {
            return Operator.LOCAL;
        }
        Operator found = null;
        for (AdminSettings.Token token : settings.tokens()) {
            // All are compared: how long it takes tells nothing.
            if (Bearer.has(authorization, token.secret())) {
                found = token.operator();
            }
        }
        return found;
    }

    /** Whether an operator has to show a token. */
    boolean asksForTokens() {
        return !settings.tokens().isEmpty();
    }

    /** What is answered to those who are nobody. */
    static Answer unknown(String path) {
        return Answers.error(
                path,
                HttpStatus.UNAUTHORIZED_401,
                "Send the secret of a token in admin.tokens of the config: Authorization: Bearer SECRET.");
    }

    /** What is answered to those who may only look. */
    static Answer viewOnly(Operator operator) {
        return Answer.problem(
                HttpStatus.FORBIDDEN_403,
                "The token " + operator.name() + " has role = view, and this needs role = operate.");
    }
}
