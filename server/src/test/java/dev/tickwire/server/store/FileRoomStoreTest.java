package dev.tickwire.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRoomStoreTest {
    private static final RecordingHead HEAD =
            RecordingHead.newBuilder().setRoom("arena-1").setRoomType("arena").build();

    @TempDir
    private Path directory;

    private FileRoomStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileRoomStore(directory);
        assertThat(store.open()).isTrue();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static Chunk chunk(boolean isStart, int firstTick, int lastTick) {
        return Chunk.of(isStart, firstTick, lastTick, new byte[] {1, 2, 3}, 3);
    }

    private Recording read() throws IOException, MalformedRecordingException {
        return Recording.parse(store.read("arena-1"));
    }

    @Test
    void shouldLetNobodyElseLookIntoTheDirectoryThatItMakes() throws IOException {
        Path made = directory.resolve("rooms");
        assumeTrue(made.getFileSystem().supportedFileAttributeViews().contains("posix"));
        try (FileRoomStore fresh = new FileRoomStore(made)) {
            assertThat(fresh.open()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void shouldNotBeOfTwoServersAtOnce() throws IOException {
        try (FileRoomStore other = new FileRoomStore(directory)) {
            assertThat(other.open()).isFalse();
        }
        store.close();
        try (FileRoomStore next = new FileRoomStore(directory)) {
            assertThat(next.open()).isTrue();
        }
    }

    @Test
    void shouldHaveWhatWasAddedWithoutAnEnd() throws IOException, MalformedRecordingException {
        KeptRoom room = store.begin(HEAD);
        room.append(chunk(true, 0, 0));
        room.append(chunk(false, 0, 20));

        assertThat(read().lastTick()).isEqualTo(20);
        assertThat(store.all().rooms()).hasSize(1);
        StoredRoom stored = store.all().rooms().get(0);
        assertThat(stored.head()).isEqualTo(HEAD);
        assertThat(stored.bytes()).isEqualTo(store.read("arena-1").length);
    }

    @Test
    void shouldReadUpToTheLastWholePartWhereverTheProcessWasKilled() throws IOException, MalformedRecordingException {
        KeptRoom room = store.begin(HEAD);
        room.append(chunk(true, 0, 0));
        int whole = store.read("arena-1").length;
        room.append(chunk(false, 0, 20));
        byte[] all = store.read("arena-1");
        for (int length = whole; length < all.length; length++) {
            Recording cut = Recording.parse(Arrays.copyOf(all, length));
            assertThat(cut.lastTick()).as("%d of %d bytes", length, all.length).isZero();
            assertThat(cut.problems()).hasSize(length == whole ? 0 : 1);
        }
    }

    @Test
    void shouldKeepTheRoomAsItWasUntilThereIsEnoughToBringItBack() throws IOException, MalformedRecordingException {
        KeptRoom before = store.begin(HEAD);
        before.append(chunk(true, 7, 7));
        before.close(true);

        KeptRoom after = store.begin(HEAD);
        after.append(chunk(false, 8, 9));
        assertThat(read().lastTick()).isEqualTo(7);

        after.append(chunk(true, 10, 10));
        assertThat(read().firstTick()).isEqualTo(10);
    }

    @Test
    void shouldBeginALongFileAnew() throws IOException, MalformedRecordingException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        KeptRoom room = store.begin(HEAD);
        for (int tick = 0; tick < 100; tick += 2) {
            room.append(chunk(true, tick, tick));
            room.append(Chunk.of(false, tick, tick + 2, noise, noise.length));
        }
        assertThat(store.read("arena-1").length).isLessThan(1_300_000);
        assertThat(read().lastTick()).isEqualTo(100);
    }

    @Test
    void shouldForgetARoomThatDoesNotComeBack() throws IOException {
        KeptRoom room = store.begin(HEAD);
        room.append(chunk(true, 0, 0));
        room.close(false);

        assertThat(store.all().rooms()).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("lock");
        }
    }

    @Test
    void shouldTellRoomsApartWhoseNamesDifferInCapitalLettersOnly() throws IOException {
        for (String id : new String[] {"board.Team", "board.team", "board.TEAM"}) {
            KeptRoom room = store.begin(HEAD.toBuilder().setRoom(id).build());
            room.append(chunk(true, 0, 0));
            room.close(true);
        }
        assertThat(store.all().rooms()).hasSize(3);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                            .distinct())
                    .hasSize(4);
        }
    }

    @Test
    void shouldSayWhichFilesCannotBeReadAndHaveTheOthers() throws IOException {
        KeptRoom room = store.begin(HEAD);
        room.append(chunk(true, 0, 0));
        byte[] whole = store.read("arena-1");
        Files.write(directory.resolve("cut.room"), Arrays.copyOf(whole, 20));
        Files.write(directory.resolve("empty.room"), new byte[0]);
        byte[] damaged = whole.clone();
        damaged[18] ^= 1;
        Files.write(directory.resolve("damaged.room"), damaged);

        Stock stock = store.all();
        assertThat(stock.rooms()).hasSize(1);
        assertThat(stock.problems())
                .containsExactly(
                        problem("cut.room", "Its beginning is damaged: it cannot be said what it is of."),
                        problem("damaged.room", "Its beginning is damaged: it cannot be said what it is of."),
                        problem("empty.room", "It is no recording of a room."));
    }

    private String problem(String file, String sentence) {
        return "the kept room in " + directory.resolve(file) + " cannot be read, and is left as it is: " + sentence;
    }

    @Test
    void shouldHaveNothingOutsideOfItsDirectoryWhateverItIsAskedFor() throws IOException {
        Path outside = directory.resolveSibling("outside.room");
        Files.writeString(outside, "not a room");
        for (String id :
                new String[] {"../outside", "..\\outside", outside.toString().replace(".room", ""), "\0"}) {
            assertThat(store.delete(id)).as(id).isFalse();
            assertThatThrownBy(() -> store.read(id)).as(id).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(outside).exists();
    }
}
