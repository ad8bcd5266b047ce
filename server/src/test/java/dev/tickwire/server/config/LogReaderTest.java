package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tickwire.server.log.LogFormat;
import dev.tickwire.server.log.LogSettings;
import dev.tickwire.server.log.LogSettings.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    @Test
    void shouldWriteTextForPeopleUnlessToldOtherwise() throws Exception {
        assertThat(read()).isEqualTo(new LogSettings(LogFormat.TEXT, Map.of()));
    }

    @Test
    void shouldTakeLevelsByPackage() throws Exception {
        assertThat(read(
                        "log.format=json",
                        "log.levels.\"dev.tickwire.server.room\"=warn",
                        "log.levels.org.eclipse.jetty=DEBUG"))
                .isEqualTo(new LogSettings(
                        LogFormat.JSON,
                        Map.of("dev.tickwire.server.room", Level.WARN, "org.eclipse.jetty", Level.DEBUG)));
    }

    @Test
    void shouldSayWhatIsWrongAndWhatIsAllowed() {
        assertThat(problems("log.format=xml"))
                .singleElement()
                .asString()
                .endsWith("log.format must be text or json, not xml");
        assertThat(problems("log.levels.\"org.eclipse.jetty\"=loud"))
                .singleElement()
                .asString()
                .endsWith(
                        "log.levels.org.eclipse.jetty must be one of [OFF, ERROR, WARN, INFO, DEBUG, TRACE], not loud");
        assertThat(problems("log.levels.room=WARN"))
                .singleElement()
                .asString()
                .endsWith("log.levels.room must be a package or class, such as \"dev.tickwire.server.room\"");
        assertThat(problems("log.level=WARN")).singleElement().asString().contains("did you mean levels?");
    }

    private static LogSettings read(String... settings) throws InvalidConfigException {
        return ConfigReader.read(null, List.of(settings), List.of(), List.of()).log();
    }

    private static List<String> problems(String... settings) {
        return catchThrowableOfType(InvalidConfigException.class, () -> read(settings))
                .problems();
    }
}
