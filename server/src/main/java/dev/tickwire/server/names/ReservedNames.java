package dev.tickwire.server.names;

import java.util.List;

/** Names that nobody may choose, nor others that look like them, nor those with a number behind. Immutable. */
public final class ReservedNames {
    private final List<String> texts;
    private final Skeletons skeletons = new Skeletons();

    public ReservedNames(List<String> texts) {
        this.texts = List.copyOf(texts);
        texts.forEach(text -> skeletons.add(Skeleton.of(text)));
    }

    /** Whether a name is one of them. */
    public boolean has(Name name) {
        return skeletons.hasLike(name.skeleton()) || skeletons.hasLike(name.stem());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReservedNames names && names.texts.equals(texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
