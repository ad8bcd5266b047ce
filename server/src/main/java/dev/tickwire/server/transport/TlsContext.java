package dev.tickwire.server.transport;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that new connections are shown, with which the server speaks TLS 1.2 and 1.3; read again when its
 * files have changed. Connections that are there keep theirs.
 */
final class TlsContext {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);

    private final TlsFiles files;
    private final Counters counters;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private List<Object> seen = List.of();

    TlsContext(TlsFiles files, Counters counters) {
        this.files = files;
        this.counters = counters;
        factory.setKeyStorePassword(files.password());
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setRenegotiationAllowed(false);
    }

    /** Reads the files for the first time. */
    void load() throws TlsFiles.UnusableException {
        seen = look();
        factory.setKeyStore(files.read());
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /**
     * Reads the files again if they have changed since. What cannot be used, since only one of them is written yet or
     * for another reason, is looked at again when it changes; until then the certificate stays. One thread at a time.
     */
    void renew() {
        List<Object> now = look();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            var store = files.read();
            factory.reload(made -> made.setKeyStore(store));
            counters.increment(Counter.CERTIFICATES_RENEWED);
            LOG.info("new connections are shown the certificate that is now in {}", files);
        } catch (Exception e) {
            counters.increment(Counter.CERTIFICATES_UNUSABLE);
            LOG.warn("the certificate stays as it was: {}", e.getMessage());
        }
    }

    private List<Object> look() {
        List<Object> stamps = new ArrayList<>();
        for (Path file : files.all()) {
            try {
                FileTime modified = Files.getLastModifiedTime(file);
                stamps.add(modified);
                stamps.add(Files.size(file));
                stamps.add(file.toRealPath());
            } catch (IOException e) {
                stamps.add("not there");
            }
        }
        return stamps;
    }
}
