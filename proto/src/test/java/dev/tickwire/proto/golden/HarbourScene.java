package dev.tickwire.proto.golden;

import static dev.tickwire.proto.fixture.Harbour.BELLS;
import static dev.tickwire.proto.fixture.Harbour.BUOYS;
import static dev.tickwire.proto.fixture.Harbour.GREETINGS;
import static dev.tickwire.proto.fixture.Harbour.GULLS;
import static dev.tickwire.proto.fixture.Harbour.SCHEMA;
import static dev.tickwire.proto.fixture.Harbour.SHIPS;
import static dev.tickwire.proto.fixture.Harbour.SPLASHES;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.codec.ChatEncoder;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.proto.wire.Welcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one client in the harbour is sent, with something of everything that a delta can say. */
final class HarbourScene {
    static final ByteString TOKEN = ByteString.copyFrom(new byte[] {0, 1, 127, -128, -1, 104, 49});

    private static final int[] FLEET = {0, 1, 2, 4, 5, 6, 7, 8, 9};
    private static final int GULL_COUNT = 24;
    private static final int ADA = 1;
    private static final int ZOE = 2;
    private static final int GRACE = 3;
    /** Those of events, which the world may have let go. */
    private static final @Nullable String[] TEXTS = {null, "Ada", "Zoë 🚀", "Grace"};

    private final TestWorld world = new TestWorld(SCHEMA);
    private final Codec codec;
    private final Sender sender;
    private final List<Take> takes = new ArrayList<>();

    private HarbourScene(Codec codec) {
        this.codec = codec;
        sender = new Sender(SCHEMA, codec);
    }

    static List<Take> play(Codec codec) {
        return new HarbourScene(codec).takes();
    }

    private List<Take> takes() {
        takes.add(Take.of("00-welcome.bin", welcome()));
        setUp();
        record("01-keyframe.bin", sender.send(world.at(100)));
        predict();
        changeSome();
        comeAndGo();
        turn();
        skip();
        name();
        resync();
        happen();
        chat();
        comeBack();
        change();
        answer();
        return takes;
    }

    private byte[] welcome() {
        return ServerFrameWriter.welcome(welcomed().build());
    }

    private Welcome.Builder welcomed() {
        return Welcome.newBuilder()
                .setProtocolVersion(1)
                .setSchemaHash(SCHEMA.visible().hash())
                .setSchema(SchemaMessages.toMessage(SCHEMA.visible()))
                .setRoom("h1")
                .setRoomType("harbour")
                .setPlayer(0)
                .setTickRateHz(20)
                .setTicksPerSnapshot(2)
                .setPlayerLimit(12)
                .setName("Ada")
                .setCodec(codec);
    }

    /** Nine ships with a gap at slot 3, a flock of gulls, three buoys, two names. */
    private void setUp() {
        for (int slot : FLEET) {
            world.enter(
                    SHIPS,
                    slot,
                    7,
                    8 * 100 * slot,
                    16384 - 1000 * slot,
                    100 * slot,
                    100,
                    slot - 5,
                    51200,
                    slot % 2,
                    slot < 2 ? slot + 1 : 0);
        }
        for (int slot = 0; slot < GULL_COUNT; slot++) {
            world.enter(GULLS, slot, 1000 + slot, 32767 - slot, slot % 5 == 0 ? world.id(SHIPS, 4) : 0);
        }
        world.enter(BUOYS, 0, 0, 15, 3).enter(BUOYS, 1, 1, 0, 3).enter(BUOYS, 69, 2, 8, 3);
        world.text(ADA, "Ada").text(ZOE, "Zoë 🚀");
    }

    private void predict() {
        sail(24, -7, 3);
        record("02-all-rows.bin", sender.send(world.at(102), 1, 35, 0));
        sail(24, -7, 3);
        record("03-linear-exact.bin", sender.sendBare(world.at(104)));
        sail(24, -7, 3);
        world.add(SHIPS, "y", 0, -90).add(SHIPS, "y", 6, 64);
        record("04-linear-residuals.bin", sender.send(world.at(106), 0, -12, 2));
    }

    private void changeSome() {
        for (int slot : new int[] {0, 4, 5, 9}) {
            world.add(SHIPS, "hull", slot, -1 - slot).add(SHIPS, "cargo", slot, -200 * slot - 1);
        }
        sender.forgetPrevious();
        record("05-bitmap-same-rows.bin", sender.send(world.at(108)));
        world.set(SHIPS, "anchored", 2, 1).set(SHIPS, "cargo", 8, -1000).add(GULLS, "x", 23, 3000);
        for (int slot = 0; slot < GULL_COUNT; slot += 3) {
            world.add(GULLS, "y", slot, -500);
        }
        record("06-sparse.bin", sender.send(world.at(110)));
    }

    private void comeAndGo() {
        world.enter(SHIPS, 3, 7, 32768, 0, 1023, 1, -1, 0, 1, GRACE).enter(SHIPS, 11, 7, 1, 2, 3, 4, 5, 6, 0, 0);
        world.enter(GULLS, 79, 5, 6, world.id(SHIPS, 11));
        record("07-enter.bin", sender.send(world.at(112)));
        world.leave(SHIPS, 4).leave(SHIPS, 11).leave(GULLS, 0).leave(GULLS, 10).leave(BUOYS, 69);
        for (int slot = 5; slot < GULL_COUNT; slot += 5) {
            if (slot != 10) {
                world.set(GULLS, "perch", slot, 0);
            }
        }
        world.set(GULLS, "perch", 79, 0);
        record("08-leave.bin", sender.send(world.at(114)));
        world.leave(SHIPS, 7).enter(SHIPS, 7, 7, 70, 71, 72, 73, 74, 75, 0, 0);
        world.enter(SHIPS, 4, 7, 40, 41, 42, 43, 44, 45, 1, 0);
        world.add(SHIPS, "x", 8, 5);
        record("09-replaced-slot.bin", sender.send(world.at(116)));
    }

    private void turn() {
        world.set(SHIPS, "heading", 0, 1020).set(SHIPS, "heading", 1, 3).set(SHIPS, "heading", 2, 511);
        world.set(BUOYS, "swing", 0, 1).set(BUOYS, "swing", 1, 14);
        record("10-angle-wrap.bin", sender.send(world.at(118)));
        world.set(SHIPS, "heading", 0, 1023).set(SHIPS, "heading", 1, 1022).set(SHIPS, "heading", 2, 514);
        record("11-angle-wrap-back.bin", sender.send(world.at(120)));
        world.set(SHIPS, "heading", 0, 2).set(SHIPS, "heading", 1, 1017).set(SHIPS, "heading", 2, 517);
        record("12-angle-wrap-linear.bin", sender.send(world.at(122)));
    }

    private void skip() {
        sail(9, -5, -2);
        record("13-move.bin", sender.send(world.at(124)));
        sail(22, -12, -5);
        record("14-skipped-uneven.bin", sender.send(world.at(129)));
        sail(13, -7, -3);
        record("15-uneven-again.bin", sender.send(world.at(132)));
        world.set(BUOYS, "swing", 1, 0).set(BUOYS, "colour", 1, 2);
        record("16-last-table-only.bin", sender.send(world.at(133)));
    }

    private void name() {
        world.text(GRACE, "Grace").text(ZOE, "Zoé");
        record("17-text-set.bin", sender.send(world.at(134)));
        world.text(ADA, null);
        record("18-text-removed.bin", sender.send(world.at(135)));
        world.add(SHIPS, "secret", 0, 1).add(BUOYS, "wear", 0, 1);
        record("19-only-hidden-changed.bin", sender.send(world.at(136)));
        record("20-empty.bin", sender.sendBare(world.at(1136)));
    }

    private void resync() {
        sail(1, 1, 1);
        sender.forget();
        record("21-resync-keyframe.bin", sender.send(world.at(1137), 3, 0, 0));
        sail(1, 1, 1);
        record("22-after-keyframe.bin", sender.send(world.at(1138)));
        sail(1, 1, 1);
        record("23-linear-again.bin", sender.send(world.at(1139)));
        for (int slot : FLEET) {
            world.leave(SHIPS, slot);
        }
        world.leave(SHIPS, 3);
        record("24-table-emptied.bin", sender.send(world.at(1140)));
    }

    private void happen() {
        sender.happen(1141, BELLS);
        record("25-event.bin", sender.send(world.at(1141)));
        sender.happen(1142, SPLASHES, 7, 800, 16384, 1, -1000);
        sender.happen(1142, SPLASHES, 8, 0, 32768, 0, 1000);
        sender.happen(TEXTS, 1142, GREETINGS, world.id(GULLS, 1), ZOE, 1023, 1);
        sender.happen(TEXTS, 1143, GREETINGS, world.id(GULLS, 1), ZOE, 0, 0);
        sender.happen(1144, SPLASHES, 9, 32768, 0, 0, 3);
        sender.happen(1144, BELLS);
        sender.happen(1144, BELLS);
        sender.happen(1149, SPLASHES, 0, 1, 2, 1, 0);
        sender.happen(1149, GREETINGS, 0, 0, 0, 0);
        record("26-events-of-several-ticks.bin", sender.send(world.at(1150)));
        sender.happen(TEXTS, 1151, GREETINGS, 16383 * 65536 + 11, GRACE, 512, 0);
        sender.forget();
        record("27-event-with-keyframe.bin", sender.send(world.at(1151)));
    }

    /** A player says something, and a spectator; then several things at once, one of which as long as it may be. */
    private void chat() {
        sender.say(1152, ADA - 1, "Ada", "Hé, 🚀!");
        record("28-chat.bin", sender.send(world.at(1152)));
        sender.say(1153, ChatEncoder.NO_PLAYER, "Spectator", "ahoy");
        sender.say(1155, 11, "Zoé", "🚀".repeat(200));
        sender.happen(1155, BELLS);
        record("29-chats-and-event.bin", sender.send(world.at(1156)));
    }

    /** The player's connection broke; this is what comes over the next one. */
    private void comeBack() {
        takes.add(Take.of(
                "30-welcome-resumed.bin",
                ServerFrameWriter.welcome(welcomed()
                        .setResumeToken(TOKEN)
                        .setResumeGraceMillis(30_000)
                        .setResumed(true)
                        .setNextCommand(301)
                        .build())));
        sail(5, 5, 5);
        sender.say(1190, 3, "Grace", "there you are");
        sender.forget();
        record("31-resumed-keyframe.bin", sender.send(world.at(1200)));
    }

    /** The room goes on at another rate, and by another number. */
    private void change() {
        sender.change(Rates.newBuilder()
                .setTickRateHz(30)
                .setTicksPerSnapshot(3)
                .addTunables(Tunable.newBuilder().setName("tide").setValue(-0.25))
                .setMostViewAgo(240)
                .build());
        sail(2, -2, 2);
        record("32-rates.bin", sender.send(world.at(1202)));
    }

    /** Commands are answered: one refused among others, and later one more. */
    private void answer() {
        sender.answer(299, 1, 0, 2);
        record("33-answers.bin", sender.send(world.at(1205)));
        sender.answer(302, 1);
        record("34-answer.bin", sender.send(world.at(1208)));
    }

    private void sail(int x, int y, int heading) {
        for (int slot : FLEET) {
            if (world.rows(SHIPS).isPresent(slot)) {
                world.add(SHIPS, "x", slot, x).add(SHIPS, "y", slot, y).add(SHIPS, "heading", slot, heading);
                int raw = world.rows(SHIPS).column(SCHEMA.tables().get(SHIPS).indexOf("heading"))[slot];
                world.set(SHIPS, "heading", slot, raw & 1023);
            }
        }
    }

    private void record(String file, byte[] frame) {
        takes.add(Take.of(file, frame, SCHEMA, sender));
    }
}
