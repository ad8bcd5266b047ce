package dev.tickwire.server.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service sends in place of its keys: it is read as keys, or refused. */
class KeySetFuzzTest {
    private static final List<JWSHeader> HEADERS = List.of(
            new JWSHeader(JWSAlgorithm.ES256), new JWSHeader(JWSAlgorithm.RS256), new JWSHeader(JWSAlgorithm.EdDSA));
    private static final String ED25519 = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"e\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

    static Stream<byte[]> seeds() throws JOSEException {
        RSAKey rsa =
                new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID("r").generate();
        return Stream.of(
                        new JWKSet(rsa.toPublicJWK()).toString(),
                        new JWKSet(new ECKeyGenerator(Curve.P_256)
                                        .keyID("1")
                                        .generate()
                                        .toPublicJWK())
                                .toString(),
                        ED25519,
                        ED25519.replace("\"kid\":\"e\"", "\"use\":\"enc\",\"alg\":\"EdDSA\",\"key_ops\":[\"verify\"]"),
                        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"},{\"kty\":\"?\"}]}",
                        "{\"keys\":[[[[[[{}]]]]]]}",
                        "{}",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldReadKeysOrRefuse(byte[] bytes) {
        KeySet keys = KeySet.NONE;
        try {
            keys = KeySet.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            // As those who fetch keys expect it: the library throws more than it says.
        }
        for (JWSHeader header : HEADERS) {
            keys.find(header);
        }
        if (keys.size() > KeySet.MOST_KEYS) {
            throw new AssertionError(keys.size() + " keys");
        }
    }
}
