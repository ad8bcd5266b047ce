package dev.tickwire.proto.account;

import static dev.tickwire.proto.fixture.Harbour.GREETINGS;
import static dev.tickwire.proto.fixture.Harbour.SCHEMA;
import static dev.tickwire.proto.fixture.Harbour.SHIPS;
import static dev.tickwire.proto.fixture.Harbour.SPLASHES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Codec;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ByteAccountTest {
    private final TestWorld world = new TestWorld(SCHEMA);
    private final ByteAccount account = new ByteAccount(new AccountLayout(SCHEMA.visible()));

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldPutTheLengthOfABlockThatSaysNothingDownToBlocks(Codec codec) {
        Sender sender = sender(codec);
        sender.sendBare(world.at(2));
        // Tag and length of the block; tag and number of the baseline.
        assertThat(rows()).containsExactly(entry("BLOCKS", 32L));
    }

    @Test
    void shouldPutAByteOfAResidualDownToItsColumn() {
        Sender sender = sender(Codec.PLAIN);
        world.add(SHIPS, "hull", 1, 3);
        sender.sendBare(world.at(2));
        // A byte says which of three ships, and one is the residual. The table has two masks, and the tags and lengths
        // of itself, of the bitmap and of the residuals.
        assertThat(rows())
                .containsExactly(entry("BLOCKS", 32L), entry("COLUMN ships hull", 16L), entry("TABLE ships ", 80L));
    }

    @Test
    void shouldPutBitsDownToTheColumnsThatTheyAreOf() {
        Sender sender = sender(Codec.PACKED);
        world.add(SHIPS, "hull", 1, 3);
        sender.sendBare(world.at(2));
        Map<String, Long> rows = rows();
        // A bit says of each other column that it is as it was.
        assertThat(rows)
                .containsEntry("COLUMN ships x", 1L)
                .containsEntry("COLUMN ships y", 1L)
                .containsEntry("COLUMN ships heading", 1L)
                .containsEntry("COLUMN ships name", 1L);
        // That it changes, not predicted, in rows that are listed: one, of rank 1. Then 3, zigzag-coded: 6.
        int listed = 1 + 1 + 2 + 2 + 4 + 2 + 4 + 4;
        int all = 1 + 1 + 2 + 4 + 1 + 7 + 1;
        assertThat(rows.get("COLUMN ships hull")).isEqualTo(Math.min(listed, all));
        // Nobody left, and nobody came.
        assertThat(rows).containsEntry("ENTITIES ships ", 2L);
        assertThat(rows.get("TABLE ships ") % 8).isEqualTo((64 - 2 - 6 - rows.get("COLUMN ships hull")) % 8);
        assertThat(account.total()).isEqualTo(8L * (2 + 2 + 2 + 2 + 4));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldPutATextDownToTexts(Codec codec) {
        Sender sender = sender(codec);
        world.text(1, "Ada").set(SHIPS, "name", 0, 1);
        sender.sendBare(world.at(2));
        // Tag, length and three letters.
        assertThat(rows()).containsEntry("TEXTS", 40L);
        assertThat(rows().get("COLUMN ships name")).isPositive();
    }

    @Test
    void shouldPutEventsDownToTheirKind() {
        Sender sender = sender(Codec.PLAIN);
        sender.happen(2, SPLASHES, 9, 1, 2, 0, 0);
        sender.happen(2, GREETINGS, 0, 0, 0, 1);
        sender.sendBare(world.at(2));
        // Tag and length; tag, length and ago; tag, length and four values; of the second kind its number, too.
        assertThat(rows())
                .containsExactly(
                        entry("BLOCKS", 32L), entry("EVENTS greetings ", 104L), entry("EVENTS splashes ", 88L));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldNotCountWhatNobodyAsksFor(Codec codec) {
        Sender sender = new Sender(SCHEMA, codec);
        sender.send(world.enter(SHIPS, 0).at(1));
        assertThat(account.total()).isZero();
    }

    /** Of three ships that have been sent. */
    private Sender sender(Codec codec) {
        Sender sender = new Sender(SCHEMA, codec);
        world.enter(SHIPS, 0).enter(SHIPS, 1).enter(SHIPS, 2);
        sender.sendBare(world.at(1));
        sender.keepAccount(account);
        return sender;
    }

    /** The rows that are not 0. */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (int i = 0; i < account.layout().size(); i++) {
            AccountRow row = account.layout().row(i);
            if (account.bits(i) != 0) {
                boolean isNamed = row.kind().compareTo(AccountRow.Kind.EVENTS) >= 0;
                rows.put(row.kind() + (isNamed ? " " + row.name() + " " + row.column() : ""), account.bits(i));
            }
        }
        return rows;
    }
}
