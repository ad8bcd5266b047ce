package dev.tickwire.server.config;

import dev.tickwire.server.transport.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads where the server's certificate is, and whether it can be used. */
final class TlsReader {
    private TlsReader() {}

    /** Null: there is to be no TLS, or a complaint. */
    static @Nullable TlsFiles read(Section tls) {
        Path certificate = path(tls, "certificate");
        Path key = path(tls, "key");
        Path keyStore = path(tls, "keyStore");
        String password = tls.text("password");
        tls.end();
        if (certificate == null && key == null && keyStore == null) {
            return null;
        }
        if (keyStore != null && (certificate != null || key != null)) {
            tls.complain("keyStore", "has certificate and key already: set it, or these two");
            return null;
        }
        TlsFiles files = new TlsFiles(certificate, key, keyStore, password);
        try {
            files.read();
            return files;
        } catch (TlsFiles.UnusableException e) {
            tls.complain(
                    keyStore != null ? "keyStore" : certificate != null ? "certificate" : "key",
                    "cannot be used: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable Path path(Section tls, String key) {
        String text = tls.text(key);
        return text.isEmpty() ? null : Path.of(text);
    }
}
