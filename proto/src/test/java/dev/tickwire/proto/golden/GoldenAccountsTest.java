package dev.tickwire.proto.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.AccountRow;
import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.fixture.PlainAccount;
import dev.tickwire.proto.fixture.PlainDecoder;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.Welcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the bits of the golden frames are for, beside them as {@code accounts.json}: clients that take frames apart are
 * held to the same. {@code -Dgolden.write=true} writes these files again, after the frames have been written.
 */
class GoldenAccountsTest {
    private static final Path ROOT = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @ValueSource(strings = {"", "arena", "private", "packed", "packed/arena", "packed/private"})
    void shouldPutBitsDownToTheRowsThatAreCheckedIn(String path) throws IOException, MalformedFrameException {
        Path folder = ROOT.resolve(path);
        String found = accounts(folder);
        Path file = folder.resolve("accounts.json");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, found);
        }
        assertThat(Files.readString(file)).isEqualTo(found);
    }

    private static String accounts(Path folder) throws IOException, MalformedFrameException {
        List<String> lines = new ArrayList<>();
        PlainDecoder decoder = null;
        ByteAccount account = null;
        for (Path file : frames(folder)) {
            ServerFrame frame = ServerFrame.parseFrom(Files.readAllBytes(file));
            if (frame.hasWelcome()) {
                Welcome welcome = frame.getWelcome();
                PlainAccount read =
                        new PlainAccount(new AccountLayout(SchemaMessages.fromMessage(welcome.getSchema())));
                decoder = new PlainDecoder(welcome.getSchema(), read);
                account = read.account();
                continue;
            }
            account.clear();
            decoder.apply(frame);
            lines.add(line(file.getFileName().toString(), account));
        }
        return "{\n" + String.join(",\n", lines) + "\n}\n";
    }

    /** The server's frames, in the order of their numbers. */
    private static List<Path> frames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+-.*\\.bin"))
                    .sorted()
                    .toList();
        }
    }

    /** The rows that have bits, of those that are for blocks and events: the header is not read here. */
    private static String line(String file, ByteAccount account) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < account.layout().size(); i++) {
            AccountRow row = account.layout().row(i);
            if (account.bits(i) != 0) {
                String name = Stream.of(
                                row.kind().toString(),
                                row.name(),
                                row.name().isEmpty() ? "" : row.audience().toString(),
                                row.column())
                        .filter(part -> !part.isEmpty())
                        .reduce((left, right) -> left + " " + right)
                        .orElseThrow();
                rows.add("\"" + name + "\": " + account.bits(i));
            }
        }
        return "  \"" + file + "\": {" + String.join(", ", rows) + "}";
    }
}
