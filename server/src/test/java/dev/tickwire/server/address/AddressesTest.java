package dev.tickwire.server.address;

import static dev.tickwire.server.fixture.TestAddresses.BAN_MILLIS;
import static dev.tickwire.server.fixture.TestAddresses.CONNECTIONS;
import static dev.tickwire.server.fixture.TestAddresses.JOINS;
import static dev.tickwire.server.fixture.TestAddresses.KEPT_SEATS;
import static dev.tickwire.server.fixture.TestAddresses.REFUSALS;
import static dev.tickwire.server.fixture.TestAddresses.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int GUESSES = 5;
    private static final int MOST_KEPT = 6;

    private final Counters counters = new Counters();
    private final Addresses addresses = TestAddresses.counted(counters, MOST_KEPT);
    private final Address stranger = addresses.hold(at("192.0.2.1"));
    private final Address other = addresses.hold(at("192.0.2.2"));

    @Test
    void shouldSlowDownAfterFiveGuessesFromOneAddress() {
        take(stranger, Cost.GUESS, GUESSES);
        assertThat(stranger.take(Cost.GUESS, 0)).isFalse();
        assertThat(stranger.take(Cost.GUESS, 9 * SECOND)).isFalse();
        assertThat(other.take(Cost.GUESS, 9 * SECOND)).as("another address").isTrue();
        assertThat(stranger.take(Cost.GUESS, 10 * SECOND)).isTrue();
        assertThat(stranger.take(Cost.GUESS, 10 * SECOND)).isFalse();
    }

    @Test
    void shouldNotCountWhatWasRight() {
        other.giveBack(Cost.GUESS);
        for (int i = 0; i < 100; i++) {
            assertThat(stranger.take(Cost.GUESS, 0)).isTrue();
            stranger.giveBack(Cost.GUESS);
        }
        stranger.giveBack(Cost.GUESS);
        take(stranger, Cost.GUESS, GUESSES);
        assertThat(stranger.take(Cost.GUESS, 0))
                .as("no more than five can be saved up")
                .isFalse();
    }

    @Test
    void shouldLimitGuessesAndNothingElseOfExemptNetworks() {
        Address local = addresses.hold(at("127.0.0.5"));
        take(local, Cost.JOIN, 100 * JOINS);
        take(local, Cost.GUESS, GUESSES);
        assertThat(local.take(Cost.GUESS, 0)).isFalse();
        for (int i = 0; i < 100 * CONNECTIONS; i++) {
            assertThat(local.openSocket()).isTrue();
            assertThat(local.mayConnect()).isTrue();
            local.connected();
            local.refused(0);
        }
        assertThat(local.isBanned(0)).isFalse();
    }

    @Test
    void shouldTakeAMinutesJoinsAtOnceAndTheNextOnesAtTheirRate() {
        take(stranger, Cost.JOIN, JOINS);
        assertThat(stranger.take(Cost.JOIN, 0)).isFalse();
        assertThat(other.take(Cost.JOIN, 0)).isTrue();
        take(stranger, Cost.JOIN, JOINS / 2, 30 * SECOND);
        assertThat(stranger.take(Cost.JOIN, 30 * SECOND)).isFalse();
    }

    @Test
    void shouldTakeAllIpv6AddressesOfOneNetworkForOneClient() {
        take(addresses.hold(at("2001:db8:1:2::1")), Cost.JOIN, JOINS);
        assertThat(addresses.hold(at("2001:db8:1:2:ffff::9")).take(Cost.JOIN, 0))
                .isFalse();
        assertThat(addresses.hold(at("2001:db8:1:3::1")).take(Cost.JOIN, 0)).isTrue();
    }

    @Test
    void shouldBanWhoIsRefusedAgainAndAgainForAWhile() {
        take(stranger, Cost.JOIN, JOINS);
        for (int i = 0; i < REFUSALS; i++) {
            assertThat(stranger.take(Cost.JOIN, 0)).isFalse();
            assertThat(stranger.isBanned(0)).isFalse();
        }
        stranger.refused(0);

        assertThat(stranger.isBanned(0)).isTrue();
        assertThat(other.isBanned(0)).isFalse();
        assertThat(counters.get(Counter.ADDRESSES_BANNED)).isEqualTo(1);
        stranger.refused(0);
        assertThat(counters.get(Counter.ADDRESSES_BANNED))
                .as("it is banned already")
                .isEqualTo(1);
        assertThat(stranger.isBanned(BAN_MILLIS * 1_000_000 - 1)).isTrue();
        assertThat(stranger.isBanned(BAN_MILLIS * 1_000_000)).isFalse();
    }

    @Test
    void shouldHaveTwiceAsManySocketsAsConnections() {
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            assertThat(stranger.openSocket()).isTrue();
        }
        assertThat(stranger.openSocket()).isFalse();
        stranger.closeSocket();
        assertThat(stranger.openSocket()).isTrue();
        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(stranger.mayConnect()).isTrue();
            stranger.connected();
        }
        assertThat(stranger.mayConnect()).isFalse();
        stranger.disconnected();
        assertThat(stranger.mayConnect()).isTrue();
    }

    @Test
    void shouldLetWhatIsKeptForLongestMakeWay() {
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < KEPT_SEATS + 2; i++) {
            String name = "stranger's " + i;
            stranger.keep(() -> gone.add(name));
        }
        assertThat(gone).containsExactly("stranger's 0", "stranger's 1");
        assertThat(counters.get(Counter.SEATS_MADE_WAY)).isEqualTo(2);
    }

    @Test
    void shouldLetWhatIsKeptForLongestOfAllMakeWay() {
        List<String> gone = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < MOST_KEPT + 2; i++) {
            String name = "kept " + i;
            kept.add(() -> gone.add(name));
            addresses.hold(at("198.51.100." + i)).keep(kept.get(i));
        }
        assertThat(gone).containsExactly("kept 0", "kept 1");
        addresses.hold(at("198.51.100.2")).letGo(kept.get(2));
        stranger.keep(() -> gone.add("last"));
        assertThat(gone).as("there was room for one more").hasSize(2);
    }

    @Test
    void shouldForgetTheAddressThatWasUsedLongestAgoAndNoneThatIsInUse() {
        take(stranger, Cost.JOIN, JOINS);
        take(other, Cost.JOIN, JOINS);
        addresses.release(other);
        for (int i = 0; i < Addresses.MOST_IDLE; i++) {
            addresses.release(addresses.hold(at("10.0." + i / 250 + "." + i % 250)));
        }

        assertThat(counters.get(Counter.ADDRESSES_FORGOTTEN)).isEqualTo(1);
        assertThat(addresses.hold(at("192.0.2.1")).take(Cost.JOIN, 0)).isFalse();
        assertThat(addresses.hold(at("192.0.2.2")).take(Cost.JOIN, 0)).isTrue();
    }

    private static void take(Address from, Cost cost, int times) {
        take(from, cost, times, 0);
    }

    private static void take(Address from, Cost cost, int times, long nowNanos) {
        for (int i = 0; i < times; i++) {
            assertThat(from.take(cost, nowNanos)).as("%s %s", cost, i).isTrue();
        }
    }
}
