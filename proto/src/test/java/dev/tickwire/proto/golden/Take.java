package dev.tickwire.proto.golden;

import dev.tickwire.proto.fixture.PlainEvent;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Answers;
import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.simulation.state.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One golden frame, and what the client holds after it. */
final class Take {
    final String file;
    final byte[] frame;

    /** Null: the frame has no snapshot. */
    final @Nullable PlainWorld world;

    /** What the frame tells of, by the kinds of {@link #schema}. */
    final List<PlainEvent> events;

    final @Nullable Schema schema;

    /** What the frame says was said. */
    final List<Chat> chats;

    /** What the frame says that holds from then on; null: nothing. */
    final @Nullable Rates rates;

    /** What the frame answers; null: nothing. */
    final @Nullable Answers answers;

    private Take(
            String file, byte[] frame, @Nullable PlainWorld world, List<PlainEvent> events, @Nullable Schema schema) {
        ServerFrame parsed = WireFeature.parse(frame);
        chats = parsed.getChatsList();
        rates = parsed.hasRates() ? parsed.getRates() : null;
        answers = parsed.hasAnswers() ? parsed.getAnswers() : null;
        this.events = events;
        this.schema = schema;
        this.file = file;
        this.frame = frame;
        this.world = world;
    }

    static Take of(String file, byte[] frame) {
        return new Take(file, frame, null, List.of(), null);
    }

    static Take of(String file, byte[] frame, Schema schema, Sender sender) {
        PlainWorld world = PlainWorld.of(schema, sender.lastSent());
        return new Take(file, frame, world, sender.lastEvents(), schema.visible());
    }

    static Take of(String file, byte[] frame, PlainWorld world, Schema schema, Sender sender) {
        return new Take(file, frame, world, sender.lastEvents(), schema.visible());
    }

    static Take of(String file, byte[] frame, PlainWorld world) {
        return new Take(file, frame, world, List.of(), null);
    }
}
