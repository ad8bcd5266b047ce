package dev.tickwire.server.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a config file has is a config that can be written and read again, or it is refused with sentences. Files
 * that it includes are empty.
 */
class ConfigFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "http { port = 80, allowedOrigins = [\"https://a.example\"] }",
                        "http.trustedProxies = [\"10.0.0.0/8\"]\nhttp.hosts = [a.example]",
                        "roomTypes { arena { game = arena, tickRate = 60, tunables.x = 1 } }",
                        "roomTypeDefaults.auth { mode = ticket, secret = ${?SECRET} }",
                        "roomTypeDefaults { resumeGrace = 1 minute, interest { enter = 5, leave = 6 } }",
                        "limits { messageBytes = 8 KiB, perAddress { exempt = [] } }",
                        "include \"other.conf\"\nloops.count = 2 # two",
                        "a = ${b}, b = ${a}",
                        "a += 1, a = ${a} [2]\n\"\"\"x",
                        "roomTypes.arena.tickRate = 1e999",
                        "http = 7",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldReadOrRefuse(byte[] bytes) {
        Config values;
        try {
            values = parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (ConfigException e) {
            return;
        }
        LoadedConfig read;
        try {
            read = load(values);
        } catch (InvalidConfigException e) {
            if (e.problems().isEmpty() || e.problems().stream().anyMatch(String::isBlank)) {
                throw new AssertionError("refused without a sentence", e);
            }
            return;
        }
        String said = "all = " + read.effective().asJson()
                + read.effective().differences().lines().map("# "::concat).collect(Collectors.joining("\n"));
        try {
            parse(said);
        } catch (ConfigException e) {
            throw new AssertionError("what is read is written as " + said, e);
        }
    }

    private static LoadedConfig load(Config values) throws InvalidConfigException {
        return ConfigReader.load(values, new ConfigSource(null, List.of(), List.of(), List.of()), new ConfigFiles());
    }

    private static Config parse(String text) {
        return ConfigFactory.parseString(text, ConfigParseOptions.defaults().setIncluder(new NoFiles()));
    }

    /** There is nothing in any file. */
    private static final class NoFiles implements ConfigIncluder {
        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return ConfigFactory.empty().root();
        }
    }
}
