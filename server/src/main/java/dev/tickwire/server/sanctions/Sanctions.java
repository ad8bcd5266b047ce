package dev.tickwire.server.sanctions;

import dev.tickwire.server.address.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is banned or muted by operators. Any thread may use it; to ask takes no lock.
 *
 * <p>Each change is in the file before it is answered, if there is a file: it holds after a restart, too.
 */
public final class Sanctions {
    /** More at once are refused. */
    public static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Sanctions.class);

    private final @Nullable SanctionFile file;
    private final InstantSource clock;
    private final Map<Key, Sanction> all = new ConcurrentHashMap<>();

    private record Key(Sanction.Kind kind, Subject subject) {}

    /** Null: they hold until the server ends. */
    public Sanctions(@Nullable Path file, InstantSource clock) {
        this.file = file == null ? null : new SanctionFile(file);
        this.clock = clock;
    }

    /** Reads the file; to be called before anybody asks. */
    public synchronized void open() throws UnusableFileException {
        if (file == null) {
            return;
        }
        try {
            file.read().forEach(one -> all.put(new Key(one.kind(), one.subject()), one));
        } catch (IOException e) {
            throw new UnusableFileException(
                    "The file with bans and mutes, " + file + ", cannot be used: " + e.getMessage()
                            + ". Mend it, or name another with admin.sanctions.",
                    e);
        }
    }

    /**
     * What somebody may not do at the moment.
     *
     * @param user the account; empty: nobody's
     * @param address where the client is
     * @return null: there is no such sanction
     */
    public @Nullable Sanction find(Sanction.Kind kind, String user, Address address) {
        if (all.isEmpty()) {
            return null;
        }
        Sanction ofAccount = user.isEmpty() ? null : running(new Key(kind, Subject.account(user)));
        return ofAccount == null ? running(new Key(kind, Subject.address(address.toString()))) : ofAccount;
    }

    private @Nullable Sanction running(Key key) {
        Sanction found = all.get(key);
        return found == null || !isRunning(found) ? null : found;
    }

    private boolean isRunning(Sanction sanction) {
        return sanction.until().isAfter(clock.instant());
    }

    /** Says that somebody may not do something; it replaces what was said of the same before. False: there are many. */
    public synchronized boolean add(Sanction sanction) {
        Key key = new Key(sanction.kind(), sanction.subject());
        if (all.size() >= MOST && !all.containsKey(key)) {
            all.values().removeIf(one -> !isRunning(one));
            if (all.size() >= MOST) {
                return false;
            }
        }
        all.put(key, sanction);
        write();
        return true;
    }

    /** Somebody may again; false: somebody might anyway. */
    public synchronized boolean lift(Sanction.Kind kind, Subject subject) {
        Sanction lifted = all.remove(new Key(kind, subject));
        write();
        return lifted != null && isRunning(lifted);
    }

    /** Those that hold, with the one that ends first at the beginning. */
    public List<Sanction> list() {
        return all.values().stream()
                .filter(this::isRunning)
                .sorted(Comparator.comparing(Sanction::until))
                .toList();
    }

    private void write() {
        try {
            if (file != null) {
                file.write(list());
            }
        } catch (IOException e) {
            LOG.error("the file with bans and mutes cannot be written, so that they hold until the server ends", e);
        }
    }
}
