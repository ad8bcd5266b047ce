package dev.tickwire.client.swarm.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioReaderTest {
    static final List<String> SAMPLES = ScenarioReader.SAMPLES;

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void shouldReadItsSamples(String name) throws Exception {
        Scenario scenario = ScenarioReader.read(name);
        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.thresholds()).isNotEmpty();
        assertThat(Plan.of(scenario).mostPlayers()).isPositive();
        assertThat(scenario.restarts()).isEqualTo(name.equals("restart"));
    }

    @Test
    void shouldMisbehaveInEachWayInTheSampleOfGriefers() throws Exception {
        List<Behaviour> all =
                ScenarioReader.read("griefers").roles().stream().map(Role::does).toList();
        assertThat(all)
                .containsAll(List.of(Behaviour.values()).stream()
                        .filter(Behaviour::isBad)
                        .toList());
    }

    @Test
    void shouldReadAllThatThereIs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.conf");
        Files.writeString(file, """
                seed = 9
                decode = 0.5
                griefersFrom = ["127.0.2.1"]
                rooms = [{ type = cards, size = 4, share = 2, options { cards = 5, mode = wild, open = true } }, { id = cards.w1 }]
                networks { phone { delay = 40ms, jitter = 20ms, bytesPerSecond = 50kB, stallEvery = 10s, stallFor = 1s, cutEvery = 2m } }
                mix { a { does = wander, network = phone, share = 3, resumes = false }, b { does = flood-pings, perSecond = 5 } }
                phases = [
                  { name = in, kind = ramp, players = 8, over = 4s, of = [a], measured = true }
                  { kind = hold, for = 1m }
                  { kind = restart, signal = kill, for = 20s }
                  { kind = drain, players = 2 }
                ]
                thresholds = ["desyncs > 0"]
                """);
        Scenario scenario = ScenarioReader.read(file.toString());
        assertThat(scenario.name()).isEqualTo("mine");
        assertThat(scenario.seed()).isEqualTo(9);
        assertThat(scenario.decode()).isEqualTo(0.5);
        assertThat(scenario.rooms())
                .containsExactly(
                        new RoomChoice("cards", "", 4, 2, Map.of("cards", 5, "mode", "wild", "open", true)),
                        new RoomChoice("", "cards.w1", 0, 1, Map.of()));
        Profile phone = new Profile("phone", 40, 20, 50_000, 10, 1000, 120);
        assertThat(scenario.roles())
                .containsExactly(
                        new Role("a", Behaviour.WANDER, 3, phone, 0, false, false, List.of()),
                        new Role("b", Behaviour.FLOOD_PINGS, 1, Profile.DIRECT, 5, true, true, List.of("127.0.2.1")));
        assertThat(scenario.phases()).extracting(Phase::name).containsExactly("in", "hold", "restart", "drain");
        assertThat(scenario.phases()).extracting(Phase::isMeasured).containsExactly(true, true, true, false);
        assertThat(scenario.phases().get(3).over()).isEqualTo(Duration.ofSeconds(1));
        assertThat(scenario.thresholds()).containsExactly("desyncs > 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phasess = []                                                    | phasess is no key of a scenario: did you mean phases?
            phases = []                                                     | phases must have at least one phase
            phases = [{ kind = ramp, playrs = 3 }]                          | phases.playrs is no key of a scenario: did you mean players?
            phases = [{ kind = rmp, players = 3 }]                          | phases.kind cannot be "rmp": did you mean ramp?
            phases = [{ players = 3 }]                                      | phases.kind is missing
            phases = [{ kind = hold, for = 3s }]                            | cannot be hold before anybody has come
            phases = [{ kind = ramp }]                                      | phases.players is missing
            phases = [{ kind = ramp, players = 0 }]                         | phases.players must be more than the 0 who are there
            phases = [{ kind = ramp, players = 99999 }]                     | phases.players must be from 0 to 20000, not 99999
            phases = [{ kind = ramp, players = many }]                      | phases.players must be a whole number
            phases = [{ kind = ramp, players = 3, over = soon }]            | phases.over must be a time, such as 30s
            phases = [{ kind = ramp, players = 3, over = 0s }]              | phases.over must be at least 1ms
            phases = [{ kind = ramp, players = 3, for = 3s }]               | phases.for means nothing in a phase of kind ramp
            phases = [{ kind = ramp, players = 3, of = [x] }]               | phases.of names x, which is not in mix
            phases = [{ kind = ramp, players = 3 }, { kind = hold }]        | phases.for is missing
            phases = [{ kind = ramp, players = 3 }, { kind = drain, players = 5 }]          | phases.players must be fewer than the 3 who are there
            phases = [{ kind = ramp, players = 3 }, { kind = ramp, players = 5 }]           | phases.name is that of another phase, too: ramp
            phases = [{ kind = ramp, players = 19999 }, { kind = spike, players = 2, for = 1s }] | more than 20000
            phases = [{ kind = ramp, players = 3 }, { kind = restart, for = 1s, signal = hup }]  | phases.signal cannot be "hup"
            mix { a { does = wonder } }, phases = [{ kind = ramp, players = 3 }]            | mix.a.does cannot be "wonder": did you mean wander?
            mix { a { share = 0 } }, phases = [{ kind = ramp, players = 3 }]                | nobody who could come
            mix { a { network = wifi } }, phases = [{ kind = ramp, players = 3 }]           | mix.a.network cannot be "wifi"
            mix { a = 3 }, phases = [{ kind = ramp, players = 3 }]                          | mix.a must be an object
            networks { x { stallEvery = 3s } }, phases = [{ kind = ramp, players = 3 }]     | networks.x.stallEvery and stallFor come together
            networks { x { bytesPerSecond = fast } }, phases = [{ kind = ramp, players = 3 }] | networks.x.bytesPerSecond must be bytes, such as 50kB
            rooms { id = a, size = 3 }, phases = [{ kind = ramp, players = 3 }]             | rooms.size is of rooms that the swarm opens
            rooms { type = a, options { cards = 3 } }, phases = [{ kind = ramp, players = 3 }] | rooms.options need size
            griefersFrom = [nowhere], mix { a { does = malformed } }, phases = [{ kind = ramp, players = 3 }] | griefersFrom has "nowhere", which is no address
            mix { a { from = [127.0.2.300] } }, phases = [{ kind = ramp, players = 3 }]     | mix.a.from has "127.0.2.300", which is no address
            decode = 2, phases = [{ kind = ramp, players = 3 }]                             | decode must be from 0.0 to 1.0, not 2.0
            phases = [                                                      | String: 1
            """)
    void shouldSayInASentenceWhatIsWrong(String scenario, String sentence) {
        assertThatThrownBy(() -> ScenarioReader.parse("test", scenario))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void shouldSayWhereItIsWrong(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.conf");
        Files.writeString(file, "seed = 1\n\nphases = [\n  { kind = ramp, playrs = 3 }\n]\n");
        assertThatThrownBy(() -> ScenarioReader.read(file.toString()))
                .hasMessageContaining("mine.conf: 4: phases.playrs");
    }

    @Test
    void shouldGuessWhichSampleWasMeant() {
        assertThatThrownBy(() -> ScenarioReader.read("smok"))
                .hasMessageContaining("no file smok")
                .hasMessageContaining("did you mean smoke?");
    }
}
