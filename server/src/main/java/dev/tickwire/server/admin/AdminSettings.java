package dev.tickwire.server.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where operators are listened to, and who they are.
 *
 * @param host beyond this machine only with tokens
 * @param port 0: any free one; {@link #OFF}: there is no such listener
 * @param mayBeTaken the port is only the default: where another process has it, the server goes on without a listener
 * @param hosts names under which browsers reach it, beside those of this machine
 * @param tokens empty: whoever is on this machine may do everything
 * @param auditLog a file, to which each act is appended; null: none
 * @param sanctions a file with those who are banned or muted; null: none
 * @param presets a file with adjustments that were saved under names; null: none
 * @param pages the directory with the console's pages; null: there are none
 */
public record AdminSettings(
        String host,
        int port,
        boolean mayBeTaken,
        Set<String> hosts,
        List<Token> tokens,
        @Nullable Path auditLog,
        @Nullable Path sanctions,
        @Nullable Path presets,
        @Nullable Path pages) {
    /** In place of a port. */
    public static final int OFF = -1;

    /** Makes settings that hold. */
    public AdminSettings {
        hosts = Set.copyOf(hosts);
        tokens = List.copyOf(tokens);
    }

    /** What an operator shows. */
    public record Token(Operator operator, String secret) {
        /** Secrets are in no log. */
        @Override
        public String toString() {
            return "token of " + operator.name();
        }
    }
}
