package dev.tickwire.server.transport;

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
    })
    void shouldAcceptThePageOfWhateverAddressTheServerWasOpenedAt(String origin, String host, boolean accepted) {
        assertThat(new Origins(Set.of()).accepts(origin, host)).isEqualTo(accepted);
    }
}
