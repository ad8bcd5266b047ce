package dev.tickwire.server.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.spec.ECPoint;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service sends in place of its keys: it is read as keys, or refused. */
class KeySetFuzzTest {
    private static final int LEAST_RSA_BYTES = 256;
    private static final List<JWSHeader> HEADERS = List.of(
            new JWSHeader(JWSAlgorithm.ES256), new JWSHeader(JWSAlgorithm.RS256), new JWSHeader(JWSAlgorithm.EdDSA));
    private static final String ED25519 = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"e\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

    static Stream<byte[]> seeds() {
        ECPoint point = Curve.P_256.toECParameterSpec().getGenerator();
        ECKey curve = new ECKey.Builder(
                        Curve.P_256,
                        ECKey.encodeCoordinate(256, point.getAffineX()),
                        ECKey.encodeCoordinate(256, point.getAffineY()))
                .keyID("1")
                .build();
        byte[] modulus = new byte[LEAST_RSA_BYTES];
        Arrays.fill(modulus, (byte) -1);
        RSAKey rsa = new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.from("AQAB"))
                .keyUse(KeyUse.SIGNATURE)
                .keyID("r")
                .build();
        return Stream.of(
                        new JWKSet(rsa).toString(),
                        new JWKSet(curve).toString(),
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
