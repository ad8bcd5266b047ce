package dev.tickwire.proto.golden;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.fixture.PlainEvent;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.PlainWorld.PlainTable;
import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of one golden folder as the scenes give them: bytes by name, and expected.json, which says what they mean.
 */
final class GoldenFolder {
    static final String EXPECTED = "expected.json";

    private GoldenFolder() {}

    static Map<String, byte[]> files(List<Take> takes, List<ClientTake> clientTakes) {
        Map<String, byte[]> files = new TreeMap<>();
        takes.forEach(take -> files.put(take.file, take.frame));
        clientTakes.forEach(take -> files.put(take.file, take.frame));
        return files;
    }

    static String expected(List<Take> takes, List<ClientTake> clientTakes) {
        String frames = takes.stream().map(GoldenFolder::frame).collect(Collectors.joining(",\n"));
        String clientFrames =
                clientTakes.stream().map(GoldenFolder::clientFrame).collect(Collectors.joining(",\n"));
        return "{\n\"frames\": [\n" + frames + "\n],\n\"clientFrames\": [\n" + clientFrames + "\n]\n}\n";
    }

    private static String frame(Take take) {
        String file = "{\"file\": " + quoted(take.file);
        PlainWorld world = take.world;
        if (world == null) {
            return file + "}";
        }
        String tables = world.tables.stream().map(GoldenFolder::table).collect(Collectors.joining(",\n"));
        return file + ", \"tick\": " + world.tick + ", \"stateHash\": " + Integer.toUnsignedString(world.hash())
                + ",\n  \"tables\": [\n" + tables + "]" + events(take) + chats(take) + rates(take) + answers(take)
                + "}";
    }

    private static String answers(Take take) {
        return take.answers == null
                ? ""
                : ",\n  \"answers\": {\"first\": " + take.answers.getFirst() + ", \"values\": "
                        + take.answers.getValuesList() + "}";
    }

    private static String rates(Take take) {
        Rates rates = take.rates;
        if (rates == null) {
            return "";
        }
        String tunables = rates.getTunablesList().stream()
                .map(tunable -> "{\"name\": " + quoted(tunable.getName()) + ", \"value\": " + tunable.getValue() + "}")
                .collect(Collectors.joining(", "));
        return ",\n  \"rates\": {\"tickRateHz\": " + rates.getTickRateHz() + ", \"ticksPerSnapshot\": "
                + rates.getTicksPerSnapshot() + ", \"tunables\": [" + tunables + "], \"mostViewAgo\": "
                + rates.getMostViewAgo() + "}";
    }

    private static String events(Take take) {
        if (take.events.isEmpty()) {
            return "";
        }
        String events =
                take.events.stream().map(event -> event(take.schema, event)).collect(Collectors.joining(",\n"));
        return ",\n  \"events\": [\n" + events + "]";
    }

    private static String event(Schema schema, PlainEvent event) {
        TableType kind = schema.events().get(event.kind());
        List<String> values = new ArrayList<>();
        for (int c = 0; c < event.raws().size(); c++) {
            values.add(quoted(kind.columns().get(c).name()) + ": "
                    + json(event.raws().get(c)));
        }
        return "    {\"kind\": " + quoted(kind.name()) + ", \"tick\": " + event.tick() + ", \"values\": {"
                + String.join(", ", values) + "}}";
    }

    private static String table(PlainTable table) {
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            columns.add("     " + quoted(table.columns().get(c)) + ": "
                    + table.column(c).stream().map(GoldenFolder::json).toList());
        }
        String audience = table.isForEverybody() ? "" : ", \"audience\": " + quoted(table.audience());
        return "    {\"name\": " + quoted(table.name()) + audience + ", \"ids\": " + table.ids() + ", \"columns\": {\n"
                + String.join(",\n", columns) + "}}";
    }

    private static String json(Object value) {
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String clientFrame(ClientTake take) {
        ClientFrame message = take.message;
        List<String> parts = new ArrayList<>();
        parts.add("\"file\": " + quoted(take.file));
        if (message.hasJoin()) {
            parts.add("\"join\": " + join(message.getJoin()));
        }
        if (message.getInputsCount() > 0) {
            parts.add("\"inputs\": ["
                    + message.getInputsList().stream().map(GoldenFolder::input).collect(Collectors.joining(", "))
                    + "]");
        }
        if (message.hasCommands()) {
            parts.add("\"commands\": {\"first\": " + message.getCommands().getFirst() + ", \"commands\": ["
                    + message.getCommands().getCommandsList().stream()
                            .map(command -> "{\"kind\": " + command.getKind() + ", \"values\": "
                                    + command.getValuesList() + ", \"texts\": ["
                                    + command.getTextsList().stream()
                                            .map(GoldenFolder::quoted)
                                            .collect(Collectors.joining(", "))
                                    + "]}")
                            .collect(Collectors.joining(", "))
                    + "]}");
        }
        if (message.getAnswered() != 0) {
            parts.add("\"answered\": " + message.getAnswered());
        }
        if (message.getAckTick() != 0) {
            parts.add("\"ackTick\": " + message.getAckTick());
        }
        if (message.hasPing()) {
            parts.add("\"ping\": " + Integer.toUnsignedString(message.getPing()));
        }
        if (message.getLeave()) {
            parts.add("\"leave\": true");
        }
        if (!message.getChat().isEmpty()) {
            parts.add("\"chat\": " + quoted(message.getChat()));
        }
        if (message.getResync()) {
            parts.add("\"resync\": true");
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static String join(Join join) {
        return "{\"protocolVersion\": " + join.getProtocolVersion() + ", \"schemaHash\": "
                + Integer.toUnsignedString(join.getSchemaHash()) + ", \"roomType\": " + quoted(join.getRoomType())
                + ", \"room\": " + quoted(join.getRoom()) + ", \"create\": " + join.getCreate() + ", \"name\": "
                + quoted(join.getName()) + ", \"hashEverySnapshot\": " + join.getHashEverySnapshot()
                + (join.getCodecsCount() == 0 ? "" : ", \"codecs\": " + join.getCodecsValueList())
                + (join.getResumeToken().isEmpty() ? "" : ", \"resumeToken\": " + bytes(join.getResumeToken()))
                + (join.getSpectate() ? ", \"spectate\": true" : "") + "}";
    }

    private static List<Integer> bytes(ByteString bytes) {
        List<Integer> list = new ArrayList<>();
        bytes.forEach(value -> list.add(value & 0xFF));
        return list;
    }

    private static String chats(Take take) {
        if (take.chats.isEmpty()) {
            return "";
        }
        return ",\n  \"chats\": [" + take.chats.stream().map(GoldenFolder::chat).collect(Collectors.joining(",\n    "))
                + "]";
    }

    private static String chat(Chat chat) {
        return "{" + (chat.hasPlayer() ? "\"player\": " + chat.getPlayer() + ", " : "") + "\"name\": "
                + quoted(chat.getName()) + ", \"text\": " + quoted(chat.getText()) + ", \"tick\": " + chat.getTick()
                + "}";
    }

    private static String input(Input input) {
        return "{\"tick\": " + input.getTick() + ", \"values\": " + input.getValuesList() + "}";
    }

    /** For text without quotes, backslashes and control characters, as the scenes have it. */
    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
