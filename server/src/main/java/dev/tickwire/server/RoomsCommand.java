package dev.tickwire.server;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.recording.KeptSeats;
import dev.tickwire.server.recording.RecordingFiles;
import dev.tickwire.server.store.FileRoomStore;
import dev.tickwire.server.store.Stock;
import dev.tickwire.server.store.StoredRoom;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tickwire rooms}: the rooms that a server keeps, in its directory. */
@Command(
        name = "rooms",
        description = "Lists, exports or deletes rooms that are kept. Listing and exporting go beside a server that"
                + " runs; to delete, use its console, or stop it.",
        mixinStandardHelpOptions = true)
final class RoomsCommand {
    @Mixin
    private Streams streams = new Streams();

    /** Where the rooms are. */
    static final class StoreOption {
        @Option(names = "--config", paramLabel = "FILE", description = "the server's config file, for its store")
        private @Nullable Path config;

        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "one setting, over those of the config file")
        private List<String> settings = new ArrayList<>();
    }

    /** What is done with the rooms; returns the exit status. */
    private interface Work {
        int run(FileRoomStore store, Path directory) throws IOException;
    }

    /** {@code tickwire rooms list}. */
    @Command(
            name = "list",
            description = "Prints each room: id, type, KB, when it was written to, seats that people have, game.",
            mixinStandardHelpOptions = true)
    int list(@Mixin StoreOption where) {
        return run(where, (store, directory) -> {
            Stock stock = store.all();
            stock.problems().forEach(streams.err()::println);
            streams.out().println(line("ROOM", "TYPE", "KB", "WRITTEN", "SEATS", "GAME"));
            for (StoredRoom room : stock.rooms()) {
                streams.out()
                        .println(line(
                                room.head().getRoom(),
                                room.head().getRoomType(),
                                String.valueOf((room.bytes() + 1023) / 1024),
                                Instant.ofEpochMilli(room.writtenMillis())
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                                seats(store, room),
                                room.head().getGame()));
            }
            return 0;
        });
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-34s %-16s %8s  %-20s %5s  %s", (Object[]) cells);
    }

    private static String seats(FileRoomStore store, StoredRoom room) throws IOException {
        try {
            byte[] file = store.read(room.head().getRoom());
            return String.valueOf(KeptSeats.of(Recording.parse(file)).count());
        } catch (MalformedRecordingException | NoSuchFileException e) {
            return "?";
        }
    }

    /** {@code tickwire rooms export}. */
    @Command(
            name = "export",
            description = "Writes a room as a recording, which tickwire replay reads. It has the secrets of the seats"
                    + " in the room: give it to nobody who may not have them.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "ROOM", description = "its id") String room,
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "default: ROOM.twr; must not exist")
                    @Nullable
                    Path file,
            @Mixin StoreOption where) {
        return run(where, (store, directory) -> {
            byte[] content = store.read(room);
            Path target = file == null ? Path.of(room + RecordingFiles.SUFFIX) : file;
            try {
                Files.write(target, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                streams.err().println("There is a file " + target + " already: name another one.");
                return Main.UNUSABLE;
            }
            streams.out().println(target + " has " + room + ", " + content.length + " bytes.");
            return 0;
        });
    }

    /** {@code tickwire rooms delete}. */
    @Command(name = "delete", description = "Deletes a room for good.", mixinStandardHelpOptions = true)
    int delete(
            @Parameters(paramLabel = "ROOM", description = "its id") String room,
            @Option(names = "--yes", description = "really; what is deleted cannot be had back") boolean isSure,
            @Mixin StoreOption where) {
        return run(where, (store, directory) -> {
            if (!store.open()) {
                streams.err()
                        .println("A server that runs has " + directory
                                + ": delete the room in its console, or stop the server first.");
                return Main.UNUSABLE;
            }
            if (!isSure) {
                int length = store.read(room).length;
                streams.err().println(room + " is there, with " + length + " bytes. Say --yes to delete it for good.");
                return Main.UNUSABLE;
            }
            if (!store.delete(room)) {
                throw new NoSuchFileException(room);
            }
            streams.out().println("Deleted " + room + ".");
            return 0;
        });
    }

    private int run(StoreOption where, Work work) {
        try {
            Path directory =
                    ConfigReader.readStore(where.config, where.settings).directory();
            try (FileRoomStore store = new FileRoomStore(directory)) {
                if (!store.exists()) {
                    streams.err()
                            .println("There is no directory " + directory
                                    + " with rooms: name the server's config with --config, or"
                                    + " --set store.directory=DIR.");
                    return Main.UNUSABLE;
                }
                int status = work.run(store, directory);
                streams.out().flush();
                return status;
            } catch (NoSuchFileException e) {
                streams.err().println("No such room is kept in " + directory + ": tickwire rooms list says which are.");
            } catch (IOException e) {
                streams.err().println("The rooms in " + directory + " cannot be reached: " + e + ".");
            }
        } catch (InvalidConfigException e) {
            e.problems().forEach(streams.err()::println);
        }
        return Main.UNUSABLE;
    }
}
