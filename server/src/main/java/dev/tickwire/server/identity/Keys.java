package dev.tickwire.server.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The keys by which signatures are checked. Any thread may ask, and none waits. */
interface Keys {
    /**
     * What checks a signature of a token with such a header; empty: there is no such key, or none of that kind. Fails
     * with a {@link KeysMissingException} while it has no keys at all.
     */
    CompletableFuture<Optional<JWSVerifier>> verifier(JWSHeader header);
}
