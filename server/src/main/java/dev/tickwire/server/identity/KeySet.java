package dev.tickwire.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Public keys that were fetched together. Immutable. */
final class KeySet {
    static final KeySet NONE = new KeySet(List.of());
    /** Most keys that are looked at. */
    static final int MOST_KEYS = 100;

    private static final int LEAST_RSA_BITS = 2048;

    private record Key(@Nullable String id, JWSAlgorithm algorithm, JWSVerifier verifier) {}

    private final List<Key> keys;

    private KeySet(List<Key> keys) {
        this.keys = keys;
    }

    /**
     * Reads a JWK set: keys for RS256, ES256 and EdDSA with Ed25519. Others are left out, among them all that are no
     * public keys: whoever can read a secret that stands here could sign with it.
     */
    static KeySet parse(String json) throws ParseException {
        List<Key> keys = new ArrayList<>();
        for (JWK jwk : JWKSet.parse(json).getKeys()) {
            Key key = keys.size() < MOST_KEYS ? read(jwk) : null;
            if (key != null) {
                keys.add(key);
            }
        }
        return new KeySet(List.copyOf(keys));
    }

    private static @Nullable Key read(JWK jwk) {
        boolean signs = jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse());
        if (!signs || jwk.isPrivate()) {
            return null;
        }
        try {
            if (jwk instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
                return keyFor(JWSAlgorithm.RS256, jwk, new RSASSAVerifier(rsa));
            }
            if (jwk instanceof ECKey curve && Curve.P_256.equals(curve.getCurve())) {
                return keyFor(JWSAlgorithm.ES256, jwk, new ECDSAVerifier(curve));
            }
            if (jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
                return keyFor(JWSAlgorithm.EdDSA, jwk, new Ed25519Verifier(pair.getDecodedX()));
            }
        } catch (JOSEException | GeneralSecurityException e) {
            // A point that is on no curve, say: it can check nothing.
            return null;
        }
        return null;
    }

    private static @Nullable Key keyFor(JWSAlgorithm algorithm, JWK jwk, JWSVerifier verifier) {
        boolean fits = jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(algorithm);
        return fits ? new Key(jwk.getKeyID(), algorithm, verifier) : null;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    int size() {
        return keys.size();
    }

    /** The key that a header names; where it names none, the only one of its kind. */
    Optional<JWSVerifier> find(JWSHeader header) {
        List<Key> fitting = keys.stream()
                .filter(key -> key.algorithm.equals(header.getAlgorithm()))
                .filter(key -> header.getKeyID() == null || header.getKeyID().equals(key.id))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0).verifier) : Optional.empty();
    }
}
