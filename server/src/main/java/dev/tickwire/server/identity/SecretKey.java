package dev.tickwire.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A secret that whoever signs knows, too: HS256, and nothing else. */
final class SecretKey implements Keys {
    private final CompletableFuture<Optional<JWSVerifier>> verifier;

    /** A secret of at least 32 bytes. */
    SecretKey(String secret) {
        try {
            verifier = CompletableFuture.completedFuture(Optional.of(new MACVerifier(secret)));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a secret must have at least 32 characters", e);
        }
    }

    @Override
    public CompletableFuture<Optional<JWSVerifier>> verifier(JWSHeader header) {
        return JWSAlgorithm.HS256.equals(header.getAlgorithm())
                ? verifier
                : CompletableFuture.completedFuture(Optional.empty());
    }
}
