package dev.tickwire.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, ws://127.0.0.1:8080/ws",
        "http://127.0.0.1:8080/, ws://127.0.0.1:8080/ws",
        "HTTPS://play.example.org, wss://play.example.org/ws",
        "https://example.org/games, wss://example.org/games/ws",
        "ws://[::1]:8080/ws, ws://[::1]:8080/ws",
    })
    void shouldFindTheWebSocketOfAServer(String url, String webSocket) {
        assertThat(ServerUrl.webSocketUri(url)).hasToString(webSocket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8080", "ftp://host", "http://", "http://a b", "http://host/?x=1", "/ws"})
    void shouldRefuseWhatIsNoAddress(String url) {
        assertThatThrownBy(() -> ServerUrl.webSocketUri(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("should look like");
    }
}
