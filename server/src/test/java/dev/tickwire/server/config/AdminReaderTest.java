package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.admin.Access;
import dev.tickwire.server.admin.AdminSettings;
import dev.tickwire.server.admin.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may operate a server, as a config says it. */
class AdminReaderTest {
    private static final String SECRET = "hunter22-hunter22-hunter22-hunter22";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "admin.port = 70000 | admin.port must be from 0 to 65535, not 70000",
                "admin.port = on | admin.port must be a number, not on",
                "admin.ports = 1 | admin.ports is not a setting; did you mean port?",
                "admin.host = \"0.0.0.0\" | admin.host is 0.0.0.0, so that others can reach the listener of operators: it needs",
                "admin.hosts = [\"http://a\"] | admin.hosts has \"http://a\": write a name alone",
                "admin.tokens.ada { role = view } | admin.tokens.ada.secret is missing",
                "admin.tokens.ada { role = view, secret = hunter22 } | admin.tokens.ada.secret must have at least 32 characters",
                "admin.tokens.ada { role = view, secret = \"\" } | admin.tokens.ada.secret is empty",
                "admin.tokens.ada { role = root, secret = " + SECRET
                        + " } | admin.tokens.ada.role must be view or operate, not root",
                "admin.tokens.\"a b\" { role = view, secret = " + SECRET + " } | admin.tokens.a b must be named with",
                "admin.tokens.ada { role = view, secretFile = \"/nowhere/at/all\" } | admin.tokens.ada.secretFile cannot be read: /nowhere/at/all",
                "admin.tokens.ada { role = view, secret = " + SECRET
                        + ", roles = 1 } | admin.tokens.ada.roles is not a setting; did you mean role?",
            })
    void shouldRefuseWhatCannotWork(String line, String sentence) {
        Refusals.assertRefused(line, sentence);
    }

    @Test
    void shouldBeForThisMachineAloneWhereNothingIsSaid() throws Exception {
        assertThat(read())
                .isEqualTo(new AdminSettings(
                        "127.0.0.1",
                        8081,
                        true,
                        Set.of(),
                        List.of(),
                        Path.of("audit.log"),
                        Path.of("sanctions.json"),
                        Path.of("presets.json"),
                        null));
    }

    @Test
    void shouldKnowAPortThatWasAskedForFromTheDefault() throws Exception {
        assertThat(read("admin.port=8081").mayBeTaken()).isFalse();
        assertThat(read("admin.port=off").port()).isEqualTo(AdminSettings.OFF);
    }

    @Test
    void shouldReadTokensFromTheConfigAndFromFiles() throws Exception {
        Path file = Files.writeString(folder.resolve("bob"), SECRET + "\n");

        AdminSettings read = read(
                "admin.host=\"0.0.0.0\"",
                "admin.tokens.ada { role = operate, secret = " + SECRET + " }",
                "admin.tokens.bob { role = view, secretFile = \"" + file + "\" }");

        assertThat(read.tokens())
                .containsExactlyInAnyOrder(
                        new AdminSettings.Token(new Operator("ada", Access.OPERATE), SECRET),
                        new AdminSettings.Token(new Operator("bob", Access.VIEW), SECRET));
        assertThat(read.toString()).doesNotContain("hunter22");
    }

    @Test
    void shouldShowNobodyTheSecrets() throws Exception {
        assertThat(EffectiveConfigTest.table(null, "admin.tokens.ada { role = operate, secret = " + SECRET + " }"))
                .contains("ada")
                .doesNotContain("hunter22");
    }

    private static AdminSettings read(String... settings) throws InvalidConfigException {
        return ConfigReader.read(null, List.of(settings), List.of(), List.of()).admin();
    }
}
