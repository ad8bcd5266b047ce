package dev.tickwire.server.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files with the server's certificate and its private key: two PEM files, as ACME clients write them, or one
 * PKCS#12 file.
 *
 * @param certificate PEM, the server's own first; null: they are in {@code keyStore}
 * @param key PEM, PKCS#8; null with {@code certificate}
 * @param keyStore PKCS#12; null: they are in the two others
 * @param password of the key store
 */
public record TlsFiles(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path keyStore,
        String password) {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] SIGNED = {1, 2, 3};

    /** Why the files cannot be used, as a sentence that names the file. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** The files. */
    List<Path> all() {
        List<Path> files = new ArrayList<>();
        for (Path file : new Path[] {certificate, key, keyStore}) {
            if (file != null) {
                files.add(file);
            }
        }
        return files;
    }

    /** Reads them, and sees that the key is that of the certificate. */
    public KeyStore read() throws UnusableException {
        return keyStore != null ? readKeyStore(keyStore) : readPem();
    }

    private KeyStore readPem() throws UnusableException {
        if (certificate == null || key == null) {
            throw new UnusableException("a certificate needs its key, and a key its certificate: set both", null);
        }
        Certificate[] chain = readCertificates(certificate);
        PrivateKey privateKey = readKey(key);
        requireMatch(privateKey, chain[0].getPublicKey(), key + " is not the key of " + certificate);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey, password.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableException(certificate + " and " + key + " cannot be used together: " + e.getMessage(), e);
        }
    }

    private static Certificate[] readCertificates(Path file) throws UnusableException {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw new UnusableException(file + " has no certificate", null);
            }
            return chain;
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be read: " + reason(e), e);
        } catch (GeneralSecurityException e) {
            throw new UnusableException(file + " has no certificate in PEM that can be read", e);
        }
    }

    private static PrivateKey readKey(Path file) throws UnusableException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be read: " + reason(e), e);
        }
        Matcher found = PRIVATE_KEY.matcher(text);
        if (!found.find()) {
            throw new UnusableException(
                    file
                            + " has no private key in PKCS#8 without a password; this makes one of it: openssl pkcs8 -topk8"
                            + " -nodes -in OLD -out NEW",
                    null);
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
            return decodeKey(file, new PKCS8EncodedKeySpec(bytes));
        } catch (IllegalArgumentException e) {
            // What is wrong with it might say something of the key.
            throw new UnusableException(file + " has a private key that is not in Base64", null);
        }
    }

    private static PrivateKey decodeKey(Path file, PKCS8EncodedKeySpec bytes) throws UnusableException {
        for (String algorithm : KEY_ALGORITHMS) {
            PrivateKey decoded = decodeKey(algorithm, bytes);
            if (decoded != null) {
                return decoded;
            }
        }
        throw new UnusableException(file + " has a private key of none of the kinds " + KEY_ALGORITHMS, null);
    }

    /** Null: it is a key of another kind. */
    private static @Nullable PrivateKey decodeKey(String algorithm, PKCS8EncodedKeySpec bytes)
            throws UnusableException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(bytes);
        } catch (InvalidKeySpecException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new UnusableException("this Java has no keys of the kind " + algorithm, e);
        }
    }

    private KeyStore readKeyStore(Path file) throws UnusableException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey own) {
                    String sentence = file + " has a key that is not that of its certificate";
                    requireMatch(own, store.getCertificate(alias).getPublicKey(), sentence);
                    return store;
                }
            }
            throw new UnusableException(file + " has no private key", null);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableException(
                    file + " cannot be read as PKCS#12: is the password right, and is there a file?", e);
        }
    }

    private static void requireMatch(PrivateKey own, PublicKey shown, String sentence) throws UnusableException {
        String scheme = own.getAlgorithm().equals("EdDSA") ? "EdDSA" : "SHA256with" + signer(own.getAlgorithm());
        boolean isSame;
        try {
            Signature signing = Signature.getInstance(scheme);
            signing.initSign(own);
            signing.update(SIGNED);
            Signature checking = Signature.getInstance(scheme);
            checking.initVerify(shown);
            checking.update(SIGNED);
            isSame = checking.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new UnusableException(sentence, e);
        }
        if (!isSame) {
            throw new UnusableException(sentence, null);
        }
    }

    private static String signer(String algorithm) {
        return algorithm.equals("EC") ? "ECDSA" : algorithm;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TlsFiles" + all();
    }
}
