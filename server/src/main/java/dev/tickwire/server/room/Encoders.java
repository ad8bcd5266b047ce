package dev.tickwire.server.room;

import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Schema;
import java.util.EnumMap;
import java.util.Map;

/** A room's encoders, one for each codec that is in use in it. Belongs to the room's loop. */
final class Encoders {
    private final Schema schema;
    private final Map<Codec, BlockEncoder> byCodec = new EnumMap<>(Codec.class);

    Encoders(Schema schema) {
        this.schema = schema;
    }

    BlockEncoder of(Codec codec) {
        BlockEncoder encoder = byCodec.get(codec);
        if (encoder == null) {
            encoder = new BlockEncoder(schema, codec);
            byCodec.put(codec, encoder);
        }
        return encoder;
    }
}
