package dev.tickwire.proto.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.TableDelta;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.state.TableType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of PROTOCOL.md are what the codec writes and reads. */
class ProtocolExamplesTest {
    private static final int DOTS = 0;
    private static final int OWN_DOTS = 1;

    private static final TableType KEYS = new TableType("keys", 64, List.of(ColumnType.integer("dx", -1, 1)));
    private static final Schema SCHEMA = new Schema(
                    List.of(new TableType(
                            "dots",
                            64,
                            List.of(
                                    ColumnType.fixed("x", 0, 400, 0.25),
                                    ColumnType.oneOf("hat", "none", "cap"),
                                    ColumnType.text("tag"),
                                    ColumnType.integer("ammo", 0, 255).forAudience(Audience.OWNER)))),
                    KEYS,
                    List.of(new TableType("pops", 8, List.of(ColumnType.fixed("x", 0, 400, 0.25)))))
            .visible();
    /** Without what is for owners. */
    private static final Schema DOTS_ALONE = new Schema(List.of(SCHEMA.tables().get(DOTS)), KEYS);

    @Test
    void shouldHashTheSchemaOfTheDocument() throws IOException {
        Example example = Example.under("### A schema's hash");
        int hash = 0x811C9DC5;
        for (byte b : example.block.replace('·', ' ').getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 16777619;
        }
        assertThat(hash).isEqualTo(SCHEMA.hash());
        assertThat(example.result).isEqualTo(Integer.toUnsignedString(hash));
    }

    @Test
    void shouldHashTheStateOfTheDocument() throws IOException {
        Example example = Example.under("### A state's hash");
        TestWorld world = new TestWorld(SCHEMA)
                .enter(DOTS, 0, 40, 1, 1)
                .enter(DOTS, 3)
                .leave(DOTS, 3)
                .enter(DOTS, 3, 100, 0, 2)
                .enter(OWN_DOTS, 3)
                .leave(OWN_DOTS, 3)
                .enter(OWN_DOTS, 3, 7)
                .text(1, "Zoë")
                .text(2, "🚀");
        int sum = 0;
        for (String line : example.block.split("\n")) {
            String[] parts = line.split(":");
            int hash = 0x54574B31;
            for (String number : parts[0].trim().split(" +")) {
                int mixed = (hash ^ Integer.parseInt(number)) * 0x9E3779B1;
                hash = mixed ^ mixed >>> 15;
            }
            assertThat(parts[1].trim()).as(line).startsWith(Integer.toUnsignedString(hash) + " ");
            sum += hash;
        }
        assertThat(sum).isEqualTo(new StateHash(SCHEMA).ofVisible(world.at(5)));
        assertThat(example.result).isEqualTo(Integer.toUnsignedString(sum));
    }

    @Test
    void shouldPackTheChangesOfTheDocument() throws IOException, MalformedFrameException {
        TestWorld world = new TestWorld(DOTS_ALONE);
        for (int slot = 0; slot < 40; slot++) {
            world.enter(DOTS, slot, 40, 0, 0);
        }
        Snapshot before = world.at(1);
        world.leave(DOTS, 1)
                .text(4, "hat")
                .enter(DOTS, 44, 80, 1, 4)
                .set(DOTS, "x", 3, 42)
                .set(DOTS, "x", 9, 38)
                .set(DOTS, "hat", 3, 1)
                .set(DOTS, "hat", 9, 1);
        Snapshot after = world.at(2);

        assertThat(Example.under("### A packed table").bits())
                .isEqualTo(bits(delta(Codec.PACKED, before, after).getPacked()));
    }

    @Test
    void shouldPackTheManyRowsOfTheDocument() throws IOException, MalformedFrameException {
        TestWorld world = new TestWorld(DOTS_ALONE);
        Snapshot before = world.at(1);
        for (int slot = 0; slot < 40; slot++) {
            world.enter(DOTS, slot, 4 * (slot % 20), slot == 30 ? 1 : 0, 0);
        }
        ByteString packed = delta(Codec.PACKED, before, world.at(2)).getPacked();
        assertThat(Example.under("### A table of many rows").bits()).isEqualTo(bits(packed));
    }

    private static String bits(ByteString packed) {
        StringBuilder bits = new StringBuilder();
        for (byte b : packed) {
            bits.append(Integer.toBinaryString(0x100 | (b & 0xFF)).substring(1));
        }
        return bits.toString();
    }

    @Test
    void shouldWriteTheBitmapOfTheDocument() throws IOException, MalformedFrameException {
        TestWorld world = new TestWorld(DOTS_ALONE);
        for (int slot = 0; slot < 20; slot += 2) {
            world.enter(DOTS, slot, 40, 0, 0);
        }
        Snapshot before = world.at(1);
        for (int rank : new int[] {0, 3, 4, 9}) {
            world.add(DOTS, "x", 2 * rank, 1);
        }
        TableDelta delta = delta(Codec.PLAIN, before, world.at(2));

        assertThat(delta.getRowBitmaps().toByteArray()).isEqualTo(new byte[] {0x19, 0x02});
        assertThat(Example.under("### A bitmap").bits()).isEqualTo("0001100100000010");
    }

    /** What a client is sent between two snapshots, once it is seen to read it. */
    private static TableDelta delta(Codec codec, Snapshot before, Snapshot after)
            throws IOException, MalformedFrameException {
        Sender sender = new Sender(DOTS_ALONE, codec);
        Client client = new Client(DOTS_ALONE);
        client.receive(sender.send(before));
        byte[] frame = sender.send(after);
        assertThat(client.receive(frame)).isEqualTo(Replica.Outcome.APPLIED);
        assertThat(client.world()).isEqualTo(PlainWorld.of(DOTS_ALONE, after));
        return ServerFrame.parseFrom(frame).getBlocks(0).getTables(0);
    }

    /** The block of code under a heading, and the first number in bold after it. */
    private record Example(String block, String result) {
        private static final Pattern FORM = Pattern.compile("```\n(.*?)```\n(.*?)(?=\n#|\\z)", Pattern.DOTALL);
        private static final Pattern BOLD = Pattern.compile("\\*\\*(\\d+)\\*\\*");

        static Example under(String heading) throws IOException {
            String document = Files.readString(Path.of("PROTOCOL.md"));
            assertThat(document).containsOnlyOnce(heading + "\n");
            Matcher form = FORM.matcher(document.substring(document.indexOf(heading + "\n")));
            assertThat(form.find()).isTrue();
            Matcher bold = BOLD.matcher(form.group(2));
            return new Example(form.group(1), bold.find() ? bold.group(1) : "");
        }

        /** The bits that its lines begin with. */
        String bits() {
            StringBuilder bits = new StringBuilder();
            for (String line : block.split("\n")) {
                bits.append(line.split("[^01 ]")[0].replace(" ", ""));
            }
            return bits.toString();
        }
    }
}
