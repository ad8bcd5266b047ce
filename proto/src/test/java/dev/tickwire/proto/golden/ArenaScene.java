package dev.tickwire.proto.golden;

import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What one client in the sample game is sent while six pilots fly, fire, come and go. */
final class ArenaScene {
    private static final int TICKS_PER_FRAME = 3;
    private static final int FRAMES = 15;
    private static final int PLAYER = 3;

    private ArenaScene() {}

    static List<Take> play(Codec codec) {
        Simulation simulation = new Simulation(new Arena(), 20, 7);
        Schema schema = simulation.schema();
        Sender sender = new Sender(schema, codec);
        Ownership ownership = simulation.ownership();
        View own = new View(schema);
        View team = new View(schema);
        Random random = new Random(1);
        List<Take> takes = new ArrayList<>();
        takes.add(Take.of("00-welcome.bin", welcome(schema, codec)));
        for (int player = 0; player < 6; player++) {
            simulation.join(player, "Pilot " + player);
        }
        for (int frame = 1; frame <= FRAMES; frame++) {
            if (frame == 6) {
                simulation.leave(2);
            } else if (frame == 9) {
                simulation.join(2, "Newcomer");
            }
            for (int player = 0; player < 6; player++) {
                int[] input = {random.nextInt(3) - 1, random.nextInt(2), random.nextInt(2)};
                if (player != 2) {
                    simulation.setInput(player, input, 0, 0);
                }
            }
            for (int tick = 0; tick < TICKS_PER_FRAME; tick++) {
                simulation.step();
                simulation.appendEvents(sender.log());
            }
            Snapshot now = new Snapshot(schema);
            simulation.capture(now);
            String file = String.format(Locale.ROOT, "%02d-%s.bin", frame, frame == 1 ? "keyframe" : "delta");
            ownership.look(now);
            own.clear();
            ownership.addOwn(PLAYER, own);
            byte[] bytes = sender.send(now, own, team);
            takes.add(Take.of(file, bytes, PlainWorld.of(schema, now, own, team), schema, sender));
        }
        return takes;
    }

    private static byte[] welcome(Schema schema, Codec codec) {
        return ServerFrameWriter.welcome(Welcome.newBuilder()
                .setProtocolVersion(1)
                .setSchemaHash(schema.visible().hash())
                .setSchema(SchemaMessages.toMessage(schema.visible()))
                .setRoom("a1")
                .setRoomType("arena")
                .setPlayer(PLAYER)
                .setTickRateHz(20)
                .setTicksPerSnapshot(TICKS_PER_FRAME)
                .setPlayerLimit(50)
                .setName("Pilot 3")
                .setCodec(codec)
                .build());
    }
}
