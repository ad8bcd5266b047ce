package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.TableDelta;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.interest.Radii;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Players of one room, each with the codec that its client reads. */
class CodecTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendEachPlayerItsCodec(boolean radius) {
        RoomTypes types = RoomTypes.asShipped();
        if (radius) {
            types.interest(new Radii(600, 900, 1_200, 1.1));
        }
        RoomDriver room = new RoomDriver(types.build(Arena::new));
        Guest plain = room.join("Ada", true, Codec.PLAIN);
        Guest packed = room.join("Grace", true, Codec.PACKED);

        room.ticks(20);

        assertThat(plain.watcher().welcome().getCodec()).isEqualTo(Codec.PLAIN);
        assertThat(packed.watcher().welcome().getCodec()).isEqualTo(Codec.PACKED);
        assertThat(tables(plain))
                .isNotEmpty()
                .allMatch(table -> table.getPacked().isEmpty());
        assertThat(tables(packed))
                .isNotEmpty()
                .noneMatch(table -> table.getPacked().isEmpty());
        assertThat(plain.watcher().outcomes()).hasSize(20).containsOnly(Replica.Outcome.APPLIED);
        assertThat(packed.watcher().outcomes()).hasSize(20).containsOnly(Replica.Outcome.APPLIED);
    }

    @Test
    void shouldEncodeOncePerCodec() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        for (int i = 0; i < 3; i++) {
            room.join("A" + i, false, Codec.PLAIN);
            room.join("B" + i, false, Codec.PACKED);
        }

        room.tick();

        assertThat(room.count(Counter.SNAPSHOTS_SENT)).isEqualTo(6);
        assertThat(room.count(Counter.BLOCKS_ENCODED)).isEqualTo(2);
    }

    @Test
    void shouldPreferTheRoomTypesCodecWhereTheClientReadsIt() {
        RoomType packed = RoomTypes.asShipped().codec(Codec.PACKED).build();
        RoomType plain = RoomTypes.asShipped().codec(Codec.PLAIN).build();

        assertThat(packed.settings().flow().codecFor(List.of(Codec.PACKED))).isEqualTo(Codec.PACKED);
        assertThat(packed.settings().flow().codecFor(List.of(Codec.UNRECOGNIZED, Codec.PLAIN)))
                .isEqualTo(Codec.PLAIN);
        assertThat(packed.settings().flow().codecFor(List.of())).isEqualTo(Codec.PLAIN);
        assertThat(plain.settings().flow().codecFor(List.of(Codec.PACKED))).isEqualTo(Codec.PLAIN);
    }

    private static List<TableDelta> tables(Guest guest) {
        return guest.watcher().frames().stream()
                .map(ServerFrame::getBlocksList)
                .flatMap(List::stream)
                .flatMap(block -> block.getTablesList().stream())
                .toList();
    }
}
