package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A server that is measured.
 *
 * @param key its name in tables and in the JSON
 * @param jdk what ours runs on; others do not care
 */
record Entrant(Kind kind, String key, Jdk jdk) {
    /** The one to which all others are compared. */
    static final String OURS = Kind.OURS.key();

    /** In the order of kinds: ours on the first JDK is just {@code ours}, and on others has their version behind it. */
    static List<Entrant> of(List<Kind> kinds, List<Jdk> jdks) {
        List<Entrant> entrants = new ArrayList<>();
        for (Kind kind : kinds) {
            entrants.add(new Entrant(kind, kind.key(), jdks.get(0)));
            if (kind == Kind.OURS) {
                jdks.stream()
                        .skip(1)
                        .map(jdk -> new Entrant(kind, kind.key() + "-" + jdk.feature(), jdk))
                        .forEach(entrants::add);
            }
        }
        return entrants;
    }
}
