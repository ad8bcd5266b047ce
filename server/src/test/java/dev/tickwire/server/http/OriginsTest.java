package dev.tickwire.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.7:8080, 192.168.1.7:8080, true",
        "http://my-laptop.local:8080, my-laptop.local:8080, true",
        "http://192.168.1.8:8080, 192.168.1.7:8080, false",
        "http://127.0.0.1:8080, 192.168.1.7:8080, false",
        "https://play.example.org, play.example.org:443, true",
        "https://play.example.org:443, play.example.org, true",
        "http://play.example.org, play.example.org:80, true",
        "http://play.example.org, play.example.org:443, false",
        "https://play.example.org, play.example.org:80, false",
        "https://play.example.org, play.example.org:4433, false",
        "https://Play.Example.org, play.example.ORG, true",
        "https://play.example.org., play.example.org, true",
        "https://play.example.org, play.example.org.:443, true",
        "https://play.example.org:, play.example.org, true",
        "http://[::1]:8080, [::1]:8080, true",
        "http://[::1], [::1]:80, true",
        "http://[::1]:8080, [::2]:8080, false",
        "http://my_laptop:8080, my_laptop:8080, true",
        "https://evil.example@play.example.org, play.example.org, false",
        "https://play.example.org/, play.example.org, false",
        "play.example.org, play.example.org, false",
        "https://play.example.org, play.example.org/x, false",
        "https://play.example.org, , false",
        "null, play.example.org, false",
        "'', '', false",
    })
    void shouldAcceptThePageOfWhateverAddressTheServerWasOpenedAt(String origin, String host, boolean accepted) {
        assertThat(new Origins(Set.of()).accepts(origin, host)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "https://play.example.org, https://play.example.org, true",
        "https://play.example.org:443, https://play.example.org, true",
        "https://play.example.org, https://play.example.org:443, true",
        "https://PLAY.example.org., https://play.example.org, true",
        "https://play.example.org, http://play.example.org, false",
        "https://play.example.org, https://play.example.org:444, false",
        "capacitor://localhost, capacitor://localhost, true",
        "'*', anything, true",
    })
    void shouldAcceptTheOriginsOfTheConfigHoweverTheyAreSpelled(String allowed, String origin, boolean accepted) {
        assertThat(new Origins(Set.of(allowed)).accepts(origin, "192.168.1.7:8080"))
                .isEqualTo(accepted);
    }
}
