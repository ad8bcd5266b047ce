package dev.tickwire.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    private final Hosts local = new Hosts(Set.of(), "127.0.0.1");
    private final Hosts named = new Hosts(Set.of("play.example.org"), "0.0.0.0");
    private final Hosts open = new Hosts(Set.of(), "0.0.0.0");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:8080",
                "192.168.1.7:8080",
                "[::1]:8080",
                "[::1]",
                "localhost",
                "LocalHost:8080",
                "localhost.:80",
                "game.localhost:8080"
            })
    void shouldAcceptAddressesAndThisMachineEverywhere(String host) {
        assertThat(local.accepts(host)).isTrue();
        assertThat(named.accepts(host)).isTrue();
        assertThat(open.accepts(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "notlocalhost",
                "evil.example@127.0.0.1", "", " ", "127.0.0.1/evil", "[::1].evil.example"
            })
    void shouldRefuseForeignNamesOnThisMachineAlone(String host) {
        assertThat(local.accepts(host)).isFalse();
        assertThat(named.accepts(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"play.example.org", "Play.Example.org:443", "play.example.org."})
    void shouldAcceptTheNamesOfTheConfig(String host) {
        assertThat(named.accepts(host)).isTrue();
        assertThat(local.accepts(host)).isFalse();
        assertThat(open.accepts(host)).as("any name, where others reach it").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "::1", "127.0.0.2"})
    void shouldTakeItselfForThisMachineAloneHoweverThatIsSpelled(String listening) {
        assertThat(new Hosts(Set.of(), listening).accepts("evil.example")).isFalse();
    }
}
