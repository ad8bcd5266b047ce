package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Schema;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A room's encoders, one for each codec that is in use in it. Belongs to the room's loop. */
final class Encoders {
    private final Schema schema;
    private final Audience audience;
    private final Map<Codec, BlockEncoder> byCodec = new EnumMap<>(Codec.class);

    /** For what everybody is sent. */
    Encoders(Schema schema) {
        this(schema, Audience.EVERYBODY);
    }

    Encoders(Schema schema, Audience audience) {
        this.schema = schema;
        this.audience = audience;
    }

    /** The encoder for a codec, which adds what its bits are for to an account from now on; null: to none. */
    BlockEncoder of(Codec codec, @Nullable ByteAccount account) {
        BlockEncoder encoder = byCodec.get(codec);
        if (encoder == null) {
            encoder = new BlockEncoder(schema, audience, codec);
            byCodec.put(codec, encoder);
        }
        encoder.keepAccount(account);
        return encoder;
    }
}
