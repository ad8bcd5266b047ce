package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.server.fixture.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of certificates before the server starts. */
class TlsReaderTest {
    @TempDir
    static Path files;

    private static Certificates own;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void make() {
        own = Certificates.make(files, "own", "EC");
        certificate = files.resolve("cert.pem");
        key = files.resolve("key.pem");
        own.writeCertificate(certificate);
        own.writeKey(key);
    }

    @Test
    void shouldTakeACertificateWithItsKey() throws InvalidConfigException {
        assertThat(read(set("certificate", certificate), set("key", key))
                        .transport()
                        .doors()
                        .tls())
                .isNotNull();
        assertThat(read().transport().doors().tls()).isNull();
    }

    @Test
    void shouldSayThatOneOfTheFilesIsMissing() {
        assertProblem(
                "a certificate needs its key, and a key its certificate: set both", set("certificate", certificate));
        assertProblem("a certificate needs its key", set("key", key));
        assertProblem(
                "nowhere.pem cannot be read: NoSuchFileException",
                set("certificate", files.resolve("nowhere.pem")),
                set("key", key));
        assertProblem(
                "nowhere.pem cannot be read: NoSuchFileException",
                set("certificate", certificate),
                set("key", files.resolve("nowhere.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void shouldSayThatTheKeyIsThatOfAnotherCertificate(String kind) {
        Path otherKey = files.resolve("other-" + kind + ".pem");
        Certificates.make(files, "other-" + kind, kind).writeKey(otherKey);

        assertProblem(
                "other-" + kind + ".pem is not the key of", set("certificate", certificate), set("key", otherKey));
    }

    @Test
    void shouldSayHowToMakeAKeyThatCanBeRead() throws IOException {
        Path old = files.resolve("old.pem");
        Files.writeString(old, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertProblem("openssl pkcs8 -topk8 -nodes -in OLD -out NEW", set("certificate", certificate), set("key", old));

        Files.writeString(old, "-----BEGIN PRIVATE KEY-----\n*A*\n-----END PRIVATE KEY-----\n");
        assertProblem("private key", set("certificate", certificate), set("key", old));
    }

    @Test
    void shouldSayThatAFileHasNoCertificate() throws IOException {
        Path none = files.resolve("none.pem");
        Files.writeString(none, "nothing\n");

        assertProblem("none.pem has no certificate", set("certificate", none), set("key", key));
    }

    @Test
    void shouldSayThatAKeyStoreCannotBeReadAndNotItsPassword() {
        assertThatThrownBy(() -> read(set("keyStore", own.keyStore()), "http.tls.password=\"guessed wrong\""))
                .hasMessageContaining("is the password right")
                .hasMessageNotContaining("guessed wrong");
        assertProblem(
                "has certificate and key already: set it, or these two",
                set("keyStore", own.keyStore()),
                set("certificate", certificate));
    }

    @Test
    void shouldNotShowThePassword() throws InvalidConfigException {
        ConfigSource source = new ConfigSource(
                null,
                List.of(set("keyStore", own.keyStore()), "http.tls.password=\"" + Certificates.PASSWORD + "\""),
                List.of(),
                List.of());

        LoadedConfig loaded = ConfigReader.load(source, new ConfigFiles());

        assertThat(loaded.effective().asTable()).contains("(secret)").doesNotContain(Certificates.PASSWORD);
        assertThat(loaded.server()).asString().doesNotContain(Certificates.PASSWORD);
    }

    @Test
    void shouldNotSayAPasswordThatCannotBeRead() {
        assertThatThrownBy(() -> read("http.tls { password = \"open sesame\""))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageNotContaining("sesame");
    }

    private static String set(String setting, Path file) {
        return "http.tls." + setting + "=\"" + file + "\"";
    }

    private static ServerConfig read(String... settings) throws InvalidConfigException {
        return ConfigReader.read(null, List.of(settings), List.of(), List.of());
    }

    private static void assertProblem(String sentence, String... settings) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(sentence);
    }
}
