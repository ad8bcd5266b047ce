package dev.tickwire.server.seats;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Feature;
import java.util.List;

/**
 * What a client is, and can do.
 *
 * @param codecs those that it can read, beside PLAIN
 * @param features those that it knows, of this server or another
 * @param schemaHash of the schema that it knows; 0: it can do with any
 * @param version its library and the version of that, as it says; empty: it does not say, or nonsense
 */
public record Software(List<Codec> codecs, List<Feature> features, int schemaHash, String version) {
    private static final String VERSION = "[A-Za-z0-9 ._/+-]{0,40}";

    public Software {
        codecs = List.copyOf(codecs);
        features = List.copyOf(features);
        version = version.matches(VERSION) ? version : "";
    }
}
