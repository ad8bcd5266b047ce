package dev.tickwire.proto.golden;

import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.fixture.Crew;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import java.util.ArrayList;
import java.util.List;

/**
 * What one sailor of a crew is told: of itself and its chests what nobody else is, and of its crew what others are not.
 */
final class CrewScene {
    private final TestWorld world = new TestWorld(Crew.SCHEMA);
    private final View own = new View(Crew.SCHEMA);
    private final View team = new View(Crew.SCHEMA);
    private final Codec codec;
    private final Sender sender;
    private final List<Take> takes = new ArrayList<>();

    private CrewScene(Codec codec) {
        this.codec = codec;
        sender = new Sender(Crew.SCHEMA, codec);
    }

    /** For player 1, who is in a team with player 3 at first. */
    static List<Take> play(Codec codec) {
        return new CrewScene(codec).takes();
    }

    private List<Take> takes() {
        takes.add(Take.of("00-welcome.bin", welcome()));
        setUp();
        record("01-keyframe.bin", 100);
        changeValues();
        changeHands();
        world.add(Crew.SAILORS, "x", 1, 8).add(Crew.SAILORS, "gold", 1, 1);
        sender.forget();
        record("15-resync-keyframe.bin", 2000);
        world.add(Crew.SAILORS, "x", 1, 8).add(Crew.SAILORS, "gold", 1, 1);
        record("16-after-keyframe.bin", 2002);
        changeCells();
        return takes;
    }

    private byte[] welcome() {
        return ServerFrameWriter.welcome(Welcome.newBuilder()
                .setProtocolVersion(1)
                .setSchemaHash(Crew.SCHEMA.visible().hash())
                .setSchema(SchemaMessages.toMessage(Crew.SCHEMA.visible()))
                .setRoom("c1")
                .setRoomType("crew")
                .setPlayer(1)
                .setTickRateHz(20)
                .setTicksPerSnapshot(2)
                .setPlayerLimit(6)
                .setName("Ada")
                .setCodec(codec)
                .build());
    }

    private void setUp() {
        world.enter(Crew.SAILORS, 0, 10, 80, 60, 1, 2);
        world.enter(Crew.SAILORS, 1, 20, 160, 62, 2, 1);
        world.enter(Crew.SAILORS, 3, 30, 240, 1, 3, 0);
        world.enter(Crew.CHESTS, 2, 8, 1, -50).enter(Crew.CHESTS, 64, 16, 0, 60).enter(Crew.CHESTS, 69, 24, 1, 70);
        world.setCell(Crew.SAILORS, "tools", 3, 29, 99).setCell(Crew.SAILORS, "tools", 1, 0, -1);
        world.setCell(Crew.CHESTS, "slots", 2, 1, 7).setCell(Crew.CHESTS, "slots", 64, 0, 8);
        world.text(2, "Ada");
        own.add(Crew.SAILORS, 1);
        own.add(Crew.CHESTS, 2);
        own.add(Crew.CHESTS, 69);
        team.add(Crew.SAILORS, 1);
        team.add(Crew.SAILORS, 3);
    }

    private void changeValues() {
        world.add(Crew.SAILORS, "gold", 1, 5).set(Crew.SAILORS, "bearing", 1, 1);
        record("02-own.bin", 102);
        world.set(Crew.SAILORS, "orders", 3, 2);
        record("03-team.bin", 104);
        world.add(Crew.SAILORS, "gold", 0, 7).add(Crew.CHESTS, "worth", 64, 9).add(Crew.SAILORS, "mood", 1, 1);
        record("04-of-others.bin", 106);
        world.add(Crew.SAILORS, "gold", 1, 5).set(Crew.SAILORS, "bearing", 1, 4).add(Crew.CHESTS, "worth", 69, -3);
        record("05-predicted-over-a-pause.bin", 108);
        world.add(Crew.SAILORS, "gold", 1, 5).set(Crew.SAILORS, "bearing", 1, 7).add(Crew.CHESTS, "worth", 69, -3);
        record("06-predicted.bin", 110);
        record("07-nothing.bin", 112);
    }

    private void changeHands() {
        world.set(Crew.CHESTS, "keeper", 64, 1);
        own.add(Crew.CHESTS, 64);
        record("08-given.bin", 114);
        world.set(Crew.CHESTS, "keeper", 2, -1);
        own.remove(Crew.CHESTS, 2);
        record("09-lost.bin", 116);
        world.leave(Crew.CHESTS, 69).enter(Crew.CHESTS, 69, 30, 1, 5);
        record("10-slot-used-again.bin", 118);
        world.leave(Crew.CHESTS, 69);
        record("11-gone.bin", 120);
        world.enter(Crew.CHESTS, 69, 33, 0, 6);
        own.remove(Crew.CHESTS, 69);
        record("12-slot-of-another.bin", 122);
        team.remove(Crew.SAILORS, 3);
        team.add(Crew.SAILORS, 0);
        record("13-other-team.bin", 124);
        record("14-after-a-long-pause.bin", 1124);
    }

    /**
     * One cell and another, of nobody's business too; many of some; those of a chest that comes and of one that goes.
     */
    private void changeCells() {
        world.setCell(Crew.SAILORS, "tools", 1, 3, 12).setCell(Crew.CHESTS, "slots", 64, 3, -16383);
        record("17-cells.bin", 2004);
        world.setCell(Crew.CHESTS, "slots", 2, 0, 1).setCell(Crew.CHESTS, "slots", 2, 2, 5);
        record("18-cells-of-others.bin", 2006);
        for (int cell = 0; cell < 30; cell += 2) {
            world.setCell(Crew.SAILORS, "tools", 0, cell, cell).setCell(Crew.SAILORS, "tools", 3, cell, 40 - cell);
        }
        record("19-every-other-cell.bin", 2008);
        for (int cell = 0; cell < 30; cell++) {
            for (int sailor : new int[] {0, 1, 3}) {
                world.setCell(Crew.SAILORS, "tools", sailor, cell, 50 + sailor + cell % 2);
            }
        }
        world.add(Crew.SAILORS, "x", 0, 8).add(Crew.SAILORS, "x", 3, 8);
        record("20-all-cells.bin", 2010);
        own.add(Crew.CHESTS, 2);
        own.remove(Crew.CHESTS, 64);
        record("21-cells-given-and-lost.bin", 2012);
    }

    private void record(String file, int tick) {
        Snapshot now = world.at(tick);
        takes.add(Take.of(file, sender.send(now, own, team), PlainWorld.of(Crew.SCHEMA, now, own, team)));
    }
}
