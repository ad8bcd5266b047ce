package dev.tickwire.server.dev;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which files have changed, from what each look at them finds. Editors write files in pieces, and several at
 * once: a change counts when two looks in a row have found the same.
 */
final class Looks {
    private Map<Path, Stamp> taken;
    private Map<Path, Stamp> seen;

    /** Begins with files that count as known. */
    Looks(Map<Path, Stamp> first) {
        taken = first;
        seen = first;
    }

    /** The files that were written, are new or gone since the last time that there were any; none: or not for good. */
    Set<Path> changed(Map<Path, Stamp> now) {
        boolean isSettled = now.equals(seen);
        seen = now;
        Set<Path> changed = new TreeSet<>();
        if (isSettled && !now.equals(taken)) {
            now.forEach((file, stamp) -> {
                if (!stamp.equals(taken.get(file))) {
                    changed.add(file);
                }
            });
            taken.keySet().stream().filter(file -> !now.containsKey(file)).forEach(changed::add);
            taken = now;
        }
        return changed;
    }
}
