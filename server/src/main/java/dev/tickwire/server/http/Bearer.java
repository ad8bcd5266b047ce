package dev.tickwire.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** {@code Authorization: Bearer SECRET}, by which those who know a secret of the server ask the API. */
public final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** Whether a request has that secret; how long this takes does not tell how much of it is right. */
    public static boolean has(@Nullable String authorization, String secret) {
        return authorization != null
                && MessageDigest.isEqual(
                        (SCHEME + secret).getBytes(StandardCharsets.UTF_8),
                        authorization.getBytes(StandardCharsets.UTF_8));
    }
}
