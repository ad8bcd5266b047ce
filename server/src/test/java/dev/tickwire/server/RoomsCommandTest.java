package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.store.FileRoomStore;
import dev.tickwire.server.store.KeptRoom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RoomsCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path rooms() {
        return folder.resolve("rooms");
    }

    private int execute(String... args) {
        List<String> all = new ArrayList<>(List.of("rooms"));
        all.addAll(List.of(args));
        all.add("--set");
        all.add("store.directory=\"" + rooms() + '"');
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(all.toArray(String[]::new));
    }

    private void keep(FileRoomStore store, String id, int... players) throws IOException {
        JournalCheckpoint.Builder checkpoint = JournalCheckpoint.newBuilder();
        for (int player : players) {
            checkpoint.addSeats(JournalSeat.newBuilder().setPlayer(player));
        }
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        JournalEntry.newBuilder().setCheckpoint(checkpoint).build().writeDelimitedTo(entries);
        JournalEntry.newBuilder().setLeave(7).build().writeDelimitedTo(entries);
        KeptRoom room = store.begin(RecordingHead.newBuilder()
                .setRoom(id)
                .setRoomType("town")
                .setGame("Town")
                .build());
        room.append(Chunk.of(true, 40, 40, entries.toByteArray(), entries.size()));
        room.close(true);
    }

    private void keep(String id, int... players) throws IOException {
        try (FileRoomStore store = new FileRoomStore(rooms())) {
            assertThat(store.open()).isTrue();
            keep(store, id, players);
        }
    }

    @Test
    void shouldSayWhereToFindTheRoomsWhereThereAreNone() {
        assertThat(execute("list")).isEqualTo(Main.UNUSABLE);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("There is no directory " + rooms()
                        + " with rooms: name the server's config with --config, or" + " --set store.directory=DIR.\n");
        assertThat(rooms()).doesNotExist();
    }

    @Test
    void shouldListRoomsAndNameFilesThatCannotBeRead() throws IOException {
        keep("town-1", 3, 7);
        keep("town.Bree");
        Files.writeString(rooms().resolve("odd.room"), "this is no room");

        assertThat(execute("list")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").replaceAll("\\S+Z", "WHEN")))
                .containsExactly(
                        "ROOM TYPE KB WRITTEN SEATS GAME", "town-1 town 1 WHEN 1 Town", "town.Bree town 1 WHEN 0 Town");
        assertThat(err.toString()).contains("odd.room cannot be read, and is left as it is: It is no recording");
    }

    @Test
    void shouldExportARoomAsARecordingAndOverwriteNothing() throws Exception {
        keep("town-1", 3);
        Path file = folder.resolve("copy.twr");

        assertThat(execute("export", "town-1", file.toString())).isZero();
        byte[] exported = Files.readAllBytes(file);
        assertThat(Recording.parse(exported).head().getRoom()).isEqualTo("town-1");

        assertThat(execute("export", "town-1", file.toString())).isEqualTo(Main.UNUSABLE);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("There is a file " + file + " already: name another one.\n");
        assertThat(file).hasBinaryContent(exported);
    }

    @Test
    void shouldSayThatThereIsNoSuchRoom() throws IOException {
        keep("town-1");

        assertThat(execute("export", "town-2", folder.resolve("copy").toString()))
                .isEqualTo(Main.UNUSABLE);
        assertThat(execute("delete", "../town-1", "--yes")).isEqualTo(Main.UNUSABLE);
        assertThat(err.toString().lines())
                .hasSize(2)
                .containsOnly("No such room is kept in " + rooms() + ": tickwire rooms list says which are.");
    }

    @Test
    void shouldDeleteARoomOnlyForSure() throws IOException {
        keep("town-1", 3);

        assertThat(execute("delete", "town-1")).isEqualTo(Main.UNUSABLE);
        assertThat(err.toString()).contains("Say --yes to delete it for good.");
        assertThat(rooms().resolve("town-1.room")).exists();

        assertThat(execute("delete", "town-1", "--yes")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("Deleted town-1.\n");
        assertThat(rooms().resolve("town-1.room")).doesNotExist();
    }

    @Test
    void shouldReadBesideAServerThatRunsAndDeleteNothing() throws IOException {
        try (FileRoomStore running = new FileRoomStore(rooms())) {
            assertThat(running.open()).isTrue();
            keep(running, "town-1", 3);

            assertThat(execute("list")).isZero();
            assertThat(out.toString()).contains("town-1");
            assertThat(execute("export", "town-1", folder.resolve("copy").toString()))
                    .isZero();
            assertThat(execute("delete", "town-1", "--yes")).isEqualTo(Main.UNUSABLE);
        }
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("A server that runs has " + rooms()
                        + ": delete the room in its console, or stop the server first.\n");
        assertThat(rooms().resolve("town-1.room")).exists();
    }
}
