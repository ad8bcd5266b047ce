package dev.tickwire.proto.codec;

import static dev.tickwire.proto.fixture.Harbour.BELLS;
import static dev.tickwire.proto.fixture.Harbour.GREETINGS;
import static dev.tickwire.proto.fixture.Harbour.SCHEMA;
import static dev.tickwire.proto.fixture.Harbour.SPLASHES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.PlainDecoder;
import dev.tickwire.proto.fixture.PlainEvent;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.EventBatch;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameEventsTest {
    private static final int TICK = 100;
    private static final String NO_SUCH_TICK = "an event is of a tick that was not";

    private static final @Nullable String[] WORDS = {null, "Ada", "Zoë", "🚀", "x"};

    private final Schema visible = SCHEMA.visible();
    private final FrameEvents events = new FrameEvents(visible);

    @Test
    void shouldRefuseEventsWithoutASnapshot() {
        ServerFrame frame = ServerFrame.newBuilder().addEvents(bells(0)).build();

        assertRefused(frame, "events come without a snapshot");
    }

    @Test
    void shouldRefuseKindsThatThereAreNot() {
        assertRefused(bells(0).setKind(3), "there is no kind of event 3");
        assertRefused(bells(0).setKind(-1), "a number is out of range");
    }

    @Test
    void shouldRefuseAKindTwice() {
        ServerFrame frame = frame(bells(0)).addEvents(bells(1)).build();

        assertRefused(frame, "a frame has events of kind 1 twice");
    }

    @Test
    void shouldRefuseMoreBatchesThanThereCanBeKinds() {
        ServerFrame.Builder frame = frame(bells(0));
        for (int i = 0; i < 64; i++) {
            frame.addEvents(bells(0));
        }

        assertRefused(frame.build(), "a frame has more batches of events than there can be kinds");
    }

    @Test
    void shouldRefuseTicksThatWereNot() {
        assertRefused(bells(TICK), NO_SUCH_TICK);
        assertRefused(bells(Integer.MAX_VALUE), NO_SUCH_TICK);
        assertRefused(bells(-1), "a number is out of range");
        assertRefused(bells(5, 6), NO_SUCH_TICK);
        assertRefused(bells(5, -1), "a number is out of range");
    }

    @Test
    void shouldRefuseTooFewAndTooManyValues() {
        EventBatch.Builder splash = EventBatch.newBuilder().addAgo(1).addAgo(1);

        assertRefused(splash, "there are fewer values than the events need");
        assertRefused(splash.addAllValues(Collections.nCopies(7, 1)), "there are fewer values than the events need");
        assertRefused(splash.addAllValues(List.of(1, 1)), "there are more values than the events need");
        assertRefused(bells(0).addValues(1), "there are more values than the events need");
        assertRefused(EventBatch.newBuilder().addValues(1), "there are more values than the events need");
    }

    @Test
    void shouldRefuseMoreEventsThanAFrameMayHave() throws Exception {
        EventBatch.Builder most = bells(new int[FrameEvents.MOST_EVENTS]);

        assertThat(read(frame(most).build())).hasSize(4096);
        assertRefused(most.addAgo(0), "a frame has at most 4096 events");
    }

    @Test
    void shouldTellOfNothingAfterWhatItRefused() {
        assertRefused(frame(bells(0)).addEvents(bells(0).setKind(9)).build(), "there is no kind of event 9");

        assertThat(events.count()).isZero();
    }

    @Test
    void shouldTellOfEachFrameAlone() throws Exception {
        assertThat(read(frame(bells(3, 1)).build()))
                .containsExactly(new PlainEvent(BELLS, 97, List.of()), new PlainEvent(BELLS, 98, List.of()));
        assertThat(read(ServerFrame.newBuilder().setTick(TICK).build())).isEmpty();
    }

    @Test
    void shouldRefuseTextsThatABatchDoesNotHave() {
        EventBatch.Builder greeting = EventBatch.newBuilder().setKind(GREETINGS).addAgo(3);
        assertRefused(
                greeting.clone().addAllValues(List.of(0, 2, 0, 0)).addTexts("Ada"), "a batch of events has no text 2");
        assertRefused(greeting.clone().addAllValues(List.of(0, -1, 0, 0)), "a batch of events has no text -1");
    }

    @Test
    void shouldOrderEventsByTickAndThenByKind() throws Exception {
        Sender sender = new Sender(SCHEMA);
        sender.happen(5, SPLASHES, 9, 1, 2, 0, -3);
        sender.happen(5, BELLS);
        sender.happen(WORDS, 6, GREETINGS, 65536, 2, 1023, 1);
        sender.happen(7, SPLASHES, 9, 4, 5, 1, 6);
        sender.happen(7, SPLASHES, 9, 7, 8, 1, 9);

        assertThat(read(ServerFrame.parseFrom(sender.send(new TestWorld(SCHEMA).at(9)))))
                .containsExactly(
                        new PlainEvent(SPLASHES, 5, List.of(1, 2, 0, -3)),
                        new PlainEvent(BELLS, 5, List.of()),
                        new PlainEvent(GREETINGS, 6, List.of(65536, "Zoë", 1023, 1)),
                        new PlainEvent(SPLASHES, 7, List.of(4, 5, 1, 6)),
                        new PlainEvent(SPLASHES, 7, List.of(7, 8, 1, 9)));
    }

    @Test
    void shouldGiveBackWhatWasWrittenAndWriteWhatTheDocumentSays() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Schema schema = randomSchema(random);
            FrameEvents client = new FrameEvents(schema.visible());
            PlainDecoder plain = new PlainDecoder(SchemaMessages.toMessage(schema.visible()));
            Sender sender = new Sender(schema);
            int tick = 1 + random.nextInt(1_000_000);
            for (int frame = 0; frame < 10; frame++) {
                int last = tick + random.nextInt(20);
                happen(sender, schema, tick, last, random);
                byte[] bytes = sender.sendBare(new TestWorld(schema).at(last));
                ServerFrame message = ServerFrame.parseFrom(bytes);
                ServerFrameReader reader = new ServerFrameReader();
                reader.read(bytes, 0, bytes.length);
                client.read(reader);

                assertThat(PlainEvent.of(schema.visible(), client))
                        .as("seed " + seed)
                        .isEqualTo(sender.lastEvents());
                assertThat(plain.events(message)).as("seed " + seed).isEqualTo(sender.lastEvents());
                assertThat(message.toByteArray()).as("seed " + seed).isEqualTo(bytes);
                tick = last + 1;
            }
        }
    }

    private static void happen(Sender sender, Schema schema, int from, int to, Random random) {
        for (int tick = from; tick <= to; tick++) {
            for (int kind = 0; kind < schema.events().size(); kind++) {
                int columns = schema.events().get(kind).columns().size();
                for (int i = random.nextInt(3); i > 0; i--) {
                    sender.happen(
                            WORDS,
                            tick,
                            kind,
                            random.ints(columns)
                                    .map(raw -> raw >> random.nextInt(32))
                                    .toArray());
                }
            }
        }
    }

    private static Schema randomSchema(Random random) {
        List<TableType> kinds = new ArrayList<>();
        for (int kind = random.nextInt(6); kind >= 0; kind--) {
            List<ColumnType> columns = new ArrayList<>();
            for (int column = random.nextInt(5); column > 0; column--) {
                ColumnType type =
                        random.nextInt(3) == 0 ? ColumnType.text("c" + column) : ColumnType.integer("c" + column, 0, 9);
                columns.add(random.nextInt(4) == 0 ? type.asHidden() : type);
            }
            kinds.add(new TableType("k" + kind, 8, columns));
        }
        return new Schema(List.of(), new TableType("helm", 1, List.of()), kinds);
    }

    private static EventBatch.Builder bells(int... ago) {
        EventBatch.Builder batch = EventBatch.newBuilder().setKind(BELLS);
        for (int ticks : ago) {
            batch.addAgo(ticks);
        }
        return batch;
    }

    private static ServerFrame.Builder frame(EventBatch.Builder batch) {
        return ServerFrame.newBuilder().setTick(TICK).addEvents(batch);
    }

    private List<PlainEvent> read(ServerFrame frame) throws MalformedFrameException, InvalidProtocolBufferException {
        byte[] bytes = frame.toByteArray();
        ServerFrameReader reader = new ServerFrameReader();
        reader.read(bytes, 0, bytes.length);
        events.read(reader);
        return PlainEvent.of(visible, events);
    }

    private void assertRefused(EventBatch.Builder batch, String sentence) {
        assertRefused(frame(batch).build(), sentence);
    }

    private void assertRefused(ServerFrame frame, String sentence) {
        assertThatThrownBy(() -> read(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(sentence);
    }
}
