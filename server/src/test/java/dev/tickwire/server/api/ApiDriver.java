package dev.tickwire.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.metrics.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/** Asks a part of the API without a socket, as somebody from an address. */
final class ApiDriver {
    final Counters counters;
    private final ApiPart part;
    private final Caller caller;

    private ApiDriver(ApiPart part, Caller caller) {
        this.part = part;
        this.caller = caller;
        counters = caller.counters();
    }

    /** Nobody in particular, from this machine, who shows nothing. */
    static ApiDriver of(ApiPart part) {
        Counters counters = new Counters();
        return new ApiDriver(part, new Caller(TestAddresses.exempt(), null, () -> 0, counters));
    }

    /** The same address, showing a secret. */
    ApiDriver with(@Nullable String secret) {
        String authorization = secret == null ? null : "Bearer " + secret;
        return new ApiDriver(part, new Caller(caller.address(), authorization, caller.clock(), caller.counters()));
    }

    /** Somebody elsewhere, for whom limits hold. */
    ApiDriver from(String address) {
        return new ApiDriver(
                part,
                new Caller(
                        TestAddresses.counted(caller.counters(), 100).hold(TestAddresses.at(address)),
                        caller.authorization(),
                        caller.clock(),
                        caller.counters()));
    }

    Answer get(String path) {
        return ask("GET", path, "").join();
    }

    CompletableFuture<Answer> post(String path, String json) {
        return ask("POST", path, json);
    }

    CompletableFuture<Answer> ask(String method, String address, String json) {
        String[] parts = address.split("\\?", 2);
        Fields query = new Fields(true);
        UrlEncoded.decodeUtf8To(parts.length == 2 ? parts[1] : "", query);
        for (Route route : part.routes()) {
            Matcher names = route.path().matcher(parts[0]);
            if (route.method().equals(method) && names.matches()) {
                List<String> groups = new ArrayList<>();
                for (int group = 1; group <= names.groupCount(); group++) {
                    groups.add(names.group(group));
                }
                try {
                    return route.endpoint().answer(new Asked(caller, groups, query, json));
                } catch (RefusedException refused) {
                    return CompletableFuture.completedFuture(refused.answer());
                }
            }
        }
        return CompletableFuture.completedFuture(Answer.problem(404, "There is no such address."));
    }

    /** Sees that an answer is a problem of that status whose sentence has these words. */
    static void assertProblem(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).contains(words);
    }
}
