package dev.tickwire.server.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the alert rules ask for series that there are. That they are valid is for {@code PrometheusIT}. */
class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("..", "docs", "deploy", "prometheus");
    private static final Pattern SERIES = Pattern.compile("\\b(?:tickwire|jvm|process)_[a-z_]*[a-z]\\b");

    @ParameterizedTest
    @ValueSource(strings = {"tickwire-alerts.yml", "tickwire-dashboard.json"})
    void shouldAskForSeriesThatThereAre(String file) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));
        Set<String> asked = new TreeSet<>();
        Matcher found = SERIES.matcher(Files.readString(FOLDER.resolve(file)));
        while (found.find()) {
            asked.add(found.group().replaceFirst("_(bucket|sum|count)$", ""));
        }

        assertThat(asked)
                .hasSizeGreaterThan(20)
                .allSatisfy(series -> assertThat(page).containsPattern("\\| `" + series + "(\\{[\\w,]+})?` \\|"));
    }

    @Test
    void shouldBeADashboardThatGrafanaCanImport() throws IOException, ParseException {
        var dashboard = JSONObjectUtils.parse(Files.readString(FOLDER.resolve("tickwire-dashboard.json")));

        assertThat(dashboard).containsKeys("title", "uid", "schemaVersion", "panels", "templating");
        assertThat(JSONObjectUtils.getJSONObjectArray(dashboard, "panels"))
                .hasSizeGreaterThan(20)
                .allSatisfy(panel -> assertThat(panel).containsKeys("id", "type", "title", "gridPos"))
                .extracting(panel -> panel.get("id"))
                .doesNotHaveDuplicates();
    }
}
