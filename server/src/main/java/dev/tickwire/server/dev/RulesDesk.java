package dev.tickwire.server.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has rules compiled to JavaScript, on a thread of its own, and gives them out: who asks for a module while it is being
 * compiled waits for it. So rooms need not wait until pages can have the rules. Any thread may use it.
 */
public final class RulesDesk implements AutoCloseable {
    private final List<RulesModule> modules;
    private final List<Path> libraries;
    private final Project project;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "rules");
        made.setDaemon(true);
        return made;
    });
    /** By the address of the module. What was compiled last stays until there is something better. */
    private final Map<String, Path> files = new HashMap<>();

    private final List<Runnable> waiting = new ArrayList<>();
    /** Numbers of builds. */
    private int asked;

    private int done;

    /** A desk that has nothing yet; {@code libraries}: what games are compiled against. */
    public RulesDesk(Project project, List<RulesModule> modules, List<Path> libraries) {
        this.libraries = List.copyOf(libraries);
        this.modules = List.copyOf(modules);
        this.project = project;
    }

    /**
     * Begins to compile the rules of a build, in place of those that are being compiled.
     *
     * @param classes directory of the game's classes
     * @param into directory that modules are written to
     * @param troubles is told what is wrong, if nothing newer is asked for meanwhile
     */
    public synchronized void begin(Path classes, Path into, Consumer<List<Trouble>> troubles) {
        int number = ++asked;
        thread.execute(() -> compile(number, classes, into, troubles));
    }

    private void compile(int number, Path classes, Path into, Consumer<List<Trouble>> troubles) {
        List<Trouble> found = new ArrayList<>();
        try {
            RulesBuild build = new RulesBuild(project, libraries);
            for (RulesModule module : modules) {
                List<Trouble> ofModule =
                        isStale(number) ? null : build.compile(module, classes, into, () -> isStale(number));
                if (ofModule == null || isStale(number)) {
                    return;
                }
                found.addAll(ofModule);
                if (ofModule.isEmpty()) {
                    put(module.url(), into.resolve(module.fileName()));
                }
            }
            troubles.accept(found);
        } finally {
            finish(number);
        }
    }

    private synchronized boolean isStale(int number) {
        return number < asked;
    }

    private synchronized void put(String url, Path file) {
        files.put(url, file);
    }

    private void finish(int number) {
        List<Runnable> now = List.of();
        synchronized (this) {
            done = number;
            if (done == asked) {
                now = List.copyOf(waiting);
                waiting.clear();
            }
        }
        now.forEach(Runnable::run);
    }

    /** Whether an address is one of a module. */
    boolean has(String url) {
        return modules.stream().anyMatch(module -> module.url().equals(url));
    }

    /** Calls {@code then} as soon as nothing is being compiled. */
    void whenReady(Runnable then) {
        synchronized (this) {
            if (done < asked) {
                waiting.add(then);
                return;
            }
        }
        then.run();
    }

    /** The file of a module; null: it could never be compiled. */
    synchronized @Nullable Path file(String url) {
        Path file = files.get(url);
        return file != null && Files.isRegularFile(file) ? file : null;
    }

    /** Whether a directory of modules is needed no more. */
    public synchronized boolean isUnused(Path into) {
        return files.values().stream().noneMatch(file -> file.startsWith(into));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
