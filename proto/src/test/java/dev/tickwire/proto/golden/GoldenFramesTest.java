package dev.tickwire.proto.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import dev.tickwire.proto.codec.ClientFrameReader;
import dev.tickwire.proto.codec.FrameEvents;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.fixture.ClientFrames;
import dev.tickwire.proto.fixture.PlainDecoder;
import dev.tickwire.proto.fixture.PlainEvent;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.wire.Answers;
import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Command;
import dev.tickwire.proto.wire.Commands;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The golden files: bytes that clients in other languages test against, and that a change of the wire must not change
 * unseen.
 *
 * <p>Where the wire, or the sample game, changes on purpose: {@code mvn -pl simulation,proto test
 * -Dtest=GoldenFramesTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true} writes them again; look at the
 * difference before it is committed.
 */
class GoldenFramesTest {
    private static final Path ROOT = Path.of("src", "test", "resources", "golden");

    private enum Scene {
        HARBOUR("", Codec.PLAIN),
        ARENA("arena", Codec.PLAIN),
        CREW("private", Codec.PLAIN),
        HARBOUR_PACKED("packed", Codec.PACKED),
        ARENA_PACKED("packed/arena", Codec.PACKED),
        CREW_PACKED("packed/private", Codec.PACKED);

        private final String path;
        private final Codec codec;

        Scene(String path, Codec codec) {
            this.path = path;
            this.codec = codec;
        }

        Path folder() {
            return ROOT.resolve(path);
        }

        List<Take> takes() {
            return switch (this) {
                case HARBOUR, HARBOUR_PACKED -> HarbourScene.play(codec);
                case ARENA, ARENA_PACKED -> ArenaScene.play(codec);
                case CREW, CREW_PACKED -> CrewScene.play(codec);
            };
        }

        List<ClientTake> clientTakes() {
            return switch (this) {
                case HARBOUR -> ClientTake.all();
                case HARBOUR_PACKED -> ClientTake.allPacked();
                case ARENA, ARENA_PACKED, CREW, CREW_PACKED -> List.of();
            };
        }
    }

    @BeforeAll
    static void writeGoldenFilesIfAsked() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            for (Scene scene : Scene.values()) {
                Files.createDirectories(scene.folder());
                for (String name : binaries(scene)) {
                    Files.delete(scene.folder().resolve(name));
                }
                Map<String, byte[]> files = GoldenFolder.files(scene.takes(), scene.clientTakes());
                for (String name : files.keySet()) {
                    Files.write(scene.folder().resolve(name), files.get(name));
                }
                Files.writeString(
                        scene.folder().resolve(GoldenFolder.EXPECTED),
                        GoldenFolder.expected(scene.takes(), scene.clientTakes()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEncodeTheCheckedInBytes(Scene scene) throws IOException {
        Map<String, byte[]> files = GoldenFolder.files(scene.takes(), scene.clientTakes());
        assertThat(binaries(scene)).isEqualTo(files.keySet());
        for (String name : files.keySet()) {
            assertThat(Files.readAllBytes(scene.folder().resolve(name)))
                    .as(name)
                    .isEqualTo(files.get(name));
        }
        assertThat(Files.readString(scene.folder().resolve(GoldenFolder.EXPECTED)))
                .isEqualTo(GoldenFolder.expected(scene.takes(), scene.clientTakes()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldDecodeToWhatIsExpected(Scene scene) throws IOException, MalformedFrameException {
        ServerFrameReader reader = new ServerFrameReader();
        Replica replica = null;
        FrameEvents events = null;
        Schema schema = null;
        for (JsonElement element : expected(scene).getAsJsonArray("frames")) {
            JsonObject wanted = element.getAsJsonObject();
            byte[] bytes = bytes(scene, wanted);
            reader.read(bytes, 0, bytes.length);
            if (reader.welcome() != null) {
                schema = SchemaMessages.fromMessage(reader.welcome().getSchema());
                assertThat(reader.welcome().getSchemaHash()).isEqualTo(schema.hash());
                replica = new Replica(schema);
                events = new FrameEvents(schema);
                continue;
            }
            assertThat(replica.apply(reader))
                    .as(wanted.get("file").getAsString())
                    .isEqualTo(Replica.Outcome.APPLIED);
            Snapshot held = replica.snapshot();
            assertHolds(wanted, PlainWorld.of(schema, held));
            events.read(reader);
            assertTells(wanted, schema, PlainEvent.of(schema, events));
            assertThat(reader.chats()).isEqualTo(chats(wanted));
            assertThat(reader.rates()).isEqualTo(rates(wanted));
            assertThat(reader.answers()).isEqualTo(answers(wanted));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDecodeWithTheDocumentAndGeneratedClassesAlone(Scene scene) throws IOException, MalformedFrameException {
        PlainDecoder decoder = null;
        Schema schema = null;
        for (JsonElement element : expected(scene).getAsJsonArray("frames")) {
            JsonObject wanted = element.getAsJsonObject();
            ServerFrame frame = ServerFrame.parseFrom(bytes(scene, wanted));
            if (frame.hasWelcome()) {
                decoder = new PlainDecoder(frame.getWelcome().getSchema());
                schema = SchemaMessages.fromMessage(frame.getWelcome().getSchema());
                continue;
            }
            PlainWorld held = decoder.apply(frame);
            assertHolds(wanted, held);
            assertTells(wanted, schema, decoder.events(frame));
            if (frame.hasStateHash()) {
                assertThat(held.hash()).as(wanted.get("file").getAsString()).isEqualTo(frame.getStateHash());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheClientFramesAsExpected(Scene scene) throws IOException, MalformedFrameException {
        ClientFrameReader reader = new ClientFrameReader();
        for (JsonElement element : expected(scene).getAsJsonArray("clientFrames")) {
            JsonObject wanted = element.getAsJsonObject();
            byte[] bytes = bytes(scene, wanted);
            ClientFrame message = clientFrame(wanted);
            assertThat(ClientFrame.parseFrom(bytes)).isEqualTo(message);
            reader.read(bytes, 0, bytes.length);
            assertThat(ClientFrames.held(reader)).isEqualTo(message);
        }
    }

    @Test
    void shouldHaveAFrameForEverythingThatADeltaCanSay() {
        List<ServerFrame> frames = new ArrayList<>();
        Scene.HARBOUR.takes().forEach(take -> frames.add(WireFeature.parse(take.frame)));
        WireFeature.all()
                .forEach((feature, isIn) -> assertThat(frames).as(feature).anyMatch(isIn));
    }

    private static void assertHolds(JsonObject wanted, PlainWorld held) {
        String file = wanted.get("file").getAsString();
        assertThat(held.tick).as(file).isEqualTo(wanted.get("tick").getAsInt());
        assertThat(Integer.toUnsignedLong(held.hash()))
                .as(file)
                .isEqualTo(wanted.get("stateHash").getAsLong());
        JsonArray tables = wanted.getAsJsonArray("tables");
        assertThat(held.tables).hasSize(tables.size());
        for (int t = 0; t < tables.size(); t++) {
            JsonObject table = tables.get(t).getAsJsonObject();
            String where = file + " " + table.get("name").getAsString();
            assertThat(held.tables.get(t).name()).isEqualTo(table.get("name").getAsString());
            assertThat(held.tables.get(t).audience())
                    .isEqualTo(table.has("audience") ? table.get("audience").getAsString() : "EVERYBODY");
            assertThat(held.tables.get(t).ids()).as(where).isEqualTo(ints(table.get("ids")));
            JsonObject columns = table.getAsJsonObject("columns");
            assertThat(held.tables.get(t).columns()).as(where).isEqualTo(List.copyOf(columns.keySet()));
            int c = 0;
            for (String column : columns.keySet()) {
                assertThat(held.tables.get(t).column(c++))
                        .as(where + " " + column)
                        .isEqualTo(values(columns.get(column).getAsJsonArray()));
            }
        }
    }

    private static void assertTells(JsonObject wanted, Schema schema, List<PlainEvent> told) {
        List<PlainEvent> events = new ArrayList<>();
        JsonArray list = wanted.has("events") ? wanted.getAsJsonArray("events") : new JsonArray();
        for (JsonElement element : list) {
            JsonObject event = element.getAsJsonObject();
            List<String> kinds = schema.events().stream().map(TableType::name).toList();
            List<Object> raws = values(event.getAsJsonObject("values").asMap().values());
            events.add(new PlainEvent(
                    kinds.indexOf(event.get("kind").getAsString()),
                    event.get("tick").getAsInt(),
                    raws));
        }
        assertThat(told).as(wanted.get("file").getAsString()).isEqualTo(events);
    }

    private static @Nullable Rates rates(JsonObject wanted) {
        if (!wanted.has("rates")) {
            return null;
        }
        JsonObject rates = wanted.getAsJsonObject("rates");
        Rates.Builder built = Rates.newBuilder()
                .setTickRateHz(rates.get("tickRateHz").getAsDouble())
                .setTicksPerSnapshot(rates.get("ticksPerSnapshot").getAsInt())
                .setMostViewAgo(rates.get("mostViewAgo").getAsInt());
        for (JsonElement element : rates.getAsJsonArray("tunables")) {
            JsonObject tunable = element.getAsJsonObject();
            built.addTunables(Tunable.newBuilder()
                    .setName(tunable.get("name").getAsString())
                    .setValue(tunable.get("value").getAsDouble()));
        }
        return built.build();
    }

    private static @Nullable Answers answers(JsonObject wanted) {
        if (!wanted.has("answers")) {
            return null;
        }
        JsonObject answers = wanted.getAsJsonObject("answers");
        return Answers.newBuilder()
                .setFirst(answers.get("first").getAsInt())
                .addAllValues(ints(answers.get("values")))
                .build();
    }

    private static List<Chat> chats(JsonObject wanted) {
        List<Chat> chats = new ArrayList<>();
        for (JsonElement element : wanted.has("chats") ? wanted.getAsJsonArray("chats") : new JsonArray()) {
            JsonObject chat = element.getAsJsonObject();
            Chat.Builder said = Chat.newBuilder()
                    .setName(chat.get("name").getAsString())
                    .setText(chat.get("text").getAsString())
                    .setTick(chat.get("tick").getAsInt());
            if (chat.has("player")) {
                said.setPlayer(chat.get("player").getAsInt());
            }
            chats.add(said.build());
        }
        return chats;
    }

    private static ClientFrame clientFrame(JsonObject wanted) {
        ClientFrame.Builder frame = ClientFrame.newBuilder();
        if (wanted.has("join")) {
            JsonObject join = wanted.getAsJsonObject("join");
            Join.Builder built = Join.newBuilder()
                    .setProtocolVersion(join.get("protocolVersion").getAsInt())
                    .setSchemaHash((int) join.get("schemaHash").getAsLong())
                    .setRoomType(join.get("roomType").getAsString())
                    .setRoom(join.get("room").getAsString())
                    .setCreate(join.get("create").getAsBoolean())
                    .setName(join.get("name").getAsString())
                    .setHashEverySnapshot(join.get("hashEverySnapshot").getAsBoolean());
            if (join.has("codecs")) {
                built.addAllCodecsValue(ints(join.get("codecs")));
            }
            if (join.has("resumeToken")) {
                ByteString.Output token = ByteString.newOutput();
                ints(join.get("resumeToken")).forEach(token::write);
                built.setResumeToken(token.toByteString());
            }
            frame.setJoin(built.setSpectate(join.has("spectate")));
        }
        if (wanted.has("inputs")) {
            for (JsonElement element : wanted.getAsJsonArray("inputs")) {
                JsonObject input = element.getAsJsonObject();
                frame.addInputs(Input.newBuilder()
                        .setTick(input.get("tick").getAsInt())
                        .addAllValues(ints(input.get("values"))));
            }
        }
        if (wanted.has("commands")) {
            JsonObject commands = wanted.getAsJsonObject("commands");
            Commands.Builder built =
                    frame.getCommandsBuilder().setFirst(commands.get("first").getAsInt());
            for (JsonElement element : commands.getAsJsonArray("commands")) {
                JsonObject command = element.getAsJsonObject();
                built.addCommands(Command.newBuilder()
                        .setKind(command.get("kind").getAsInt())
                        .addAllValues(ints(command.get("values")))
                        .addAllTexts(command.getAsJsonArray("texts").asList().stream()
                                .map(JsonElement::getAsString)
                                .toList()));
            }
        }
        if (wanted.has("answered")) {
            frame.setAnswered(wanted.get("answered").getAsInt());
        }
        if (wanted.has("ackTick")) {
            frame.setAckTick(wanted.get("ackTick").getAsInt());
        }
        if (wanted.has("ping")) {
            frame.setPing((int) wanted.get("ping").getAsLong());
        }
        if (wanted.has("chat")) {
            frame.setChat(wanted.get("chat").getAsString());
        }
        return frame.setLeave(wanted.has("leave"))
                .setResync(wanted.has("resync"))
                .build();
    }

    private static List<Object> values(Iterable<JsonElement> elements) {
        List<Object> values = new ArrayList<>();
        for (JsonElement element : elements) {
            boolean isText = element.getAsJsonPrimitive().isString();
            values.add(isText ? element.getAsString() : (Object) element.getAsInt());
        }
        return values;
    }

    private static List<Integer> ints(JsonElement array) {
        List<Integer> ints = new ArrayList<>();
        array.getAsJsonArray().forEach(element -> ints.add(element.getAsInt()));
        return ints;
    }

    private static JsonObject expected(Scene scene) throws IOException {
        return JsonParser.parseString(Files.readString(scene.folder().resolve(GoldenFolder.EXPECTED)))
                .getAsJsonObject();
    }

    private static byte[] bytes(Scene scene, JsonObject wanted) throws IOException {
        return Files.readAllBytes(scene.folder().resolve(wanted.get("file").getAsString()));
    }

    private static Set<String> binaries(Scene scene) throws IOException {
        try (Stream<Path> files = Files.list(scene.folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bin"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
