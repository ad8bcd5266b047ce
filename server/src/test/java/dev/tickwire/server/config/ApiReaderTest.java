package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.api.ApiSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a config says about the API. */
class ApiReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.secret = hunter22 | api.secret must have at least 32 characters",
                "api.labels = [\"a b\"] | api.labels must be up to 16 names",
                "api.labels = [\"\"] | api.labels must be up to 16 names",
                "api.labels = [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q] | api.labels must be up to 16 names",
                "api.secrets = x | api.secrets is not a setting; did you mean secret?",
            })
    void shouldRefuseWhatCannotWork(String line, String sentence) {
        Refusals.assertRefused(line, sentence);
    }

    @Test
    void shouldHaveNoSecretUnlessTheConfigSaysOne() throws Exception {
        assertThat(ConfigReader.read(null, List.of(), List.of(), List.of()).api())
                .isEqualTo(new ApiSettings("", Set.of()));
    }

    @Test
    void shouldShowNobodyTheSecret() throws Exception {
        String secret = "api.secret = hunter22-hunter22-hunter22-hunter22";

        assertThat(EffectiveConfigTest.table(null, secret)).contains("(secret)").doesNotContain("hunter22");
        assertThat(ConfigReader.read(null, List.of(secret), List.of(), List.of())
                        .api()
                        .toString())
                .doesNotContain("hunter22");
    }
}
