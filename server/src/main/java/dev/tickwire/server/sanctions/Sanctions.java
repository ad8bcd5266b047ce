package dev.tickwire.server.sanctions;

import dev.tickwire.server.address.Address;
import dev.tickwire.server.kept.LinesFile;
import dev.tickwire.server.kept.UnusableFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is banned or muted by operators. Any thread may use it; to ask takes no lock.
 *
 * <p>Each change is in the file before it is answered, if there is a file: it holds after a restart, too.
 */
public final class Sanctions {
    /** More at once are refused. */
    public static final int MOST = 10_000;

    private final LinesFile<Sanction> file;
    private final InstantSource clock;
    private final Map<Key, Sanction> all = new ConcurrentHashMap<>();

    private record Key(Sanction.Kind kind, Subject subject) {}

    /** Null: they hold until the server ends. */
    public Sanctions(@Nullable Path file, InstantSource clock) {
        this.file = new LinesFile<>(file, "bans and mutes", "admin.sanctions", new SanctionForm());
        this.clock = clock;
    }

    /** Reads the file; to be called before anybody asks. */
    public synchronized void open() throws UnusableFileException {
        file.read().forEach(one -> all.put(new Key(one.kind(), one.subject()), one));
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
        file.write(list());
        return true;
    }

    /** Somebody may again; false: somebody might anyway. */
    public synchronized boolean lift(Sanction.Kind kind, Subject subject) {
        Sanction lifted = all.remove(new Key(kind, subject));
        file.write(list());
        return lifted != null && isRunning(lifted);
    }

    /** Those that hold, with the one that ends first at the beginning. */
    public List<Sanction> list() {
        return all.values().stream()
                .filter(this::isRunning)
                .sorted(Comparator.comparing(Sanction::until))
                .toList();
    }
}
