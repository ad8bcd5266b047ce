package dev.tickwire.server;

import dev.tickwire.server.admin.AdminSettings;
import java.io.IOException;

/** The address that operators were to be listened to at cannot be had. */
final class AdminTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    AdminTakenException(AdminSettings settings, IOException cause) {
        super(
                "The console cannot listen on " + settings.host() + ":" + settings.port() + ": "
                        + Serving.reason(cause) + ". Choose another with admin.port or admin.host, or admin.port ="
                        + " off.",
                cause);
    }
}
