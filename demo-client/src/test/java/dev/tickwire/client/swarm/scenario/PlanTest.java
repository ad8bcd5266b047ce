package dev.tickwire.client.swarm.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.swarm.scenario.Plan.Act;
import dev.tickwire.client.swarm.scenario.Plan.Event;
import dev.tickwire.client.swarm.scenario.Plan.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldBeTheSameForTheSameSeedAndAnotherForAnother() throws Exception {
        Scenario scenario = ScenarioReader.read("evening-peak");
        Plan plan = Plan.of(scenario);
        assertThat(Plan.of(scenario)).isEqualTo(plan);
        assertThat(Plan.of(scenario.withSeed(2))).isNotEqualTo(plan);
    }

    @Test
    void shouldLetPlayersComeEvenly() throws Exception {
        Plan plan = plan("phases = [{ kind = ramp, players = 4, over = 2s }]");
        assertThat(plan.phases().get(0).events())
                .containsExactly(
                        new Event(0, Act.JOIN, 1),
                        new Event(SECOND / 2, Act.JOIN, 2),
                        new Event(SECOND, Act.JOIN, 3),
                        new Event(3 * SECOND / 2, Act.JOIN, 4));
        assertThat(plan.mostPlayers()).isEqualTo(4);
    }

    @Test
    void shouldGiveEachRoleItsShareAtAnyTime() throws Exception {
        Plan plan = plan("""
                mix { many { share = 8 }, few { share = 1.5, does = chat }, bad { share = 0.5, does = malformed } }
                phases = [{ kind = ramp, players = 200, over = 1s }]
                """);
        for (int end : new int[] {20, 100, 200}) {
            Map<String, Long> counts = plan.members().stream()
                    .limit(end)
                    .collect(Collectors.groupingBy(member -> member.role().name(), Collectors.counting()));
            assertThat(counts.get("many")).isBetween(end * 8L / 10 - 1, end * 8L / 10 + 1);
            assertThat(counts.get("bad")).isBetween(end / 20L - 1, end / 20L + 1);
        }
        assertThat(plan.mostPlayers()).as("those who behave").isEqualTo(190);
    }

    @Test
    void shouldFillRoomsOfItsOwnOneAfterTheOther() throws Exception {
        Plan plan = plan("""
                rooms = [{ type = arena, size = 3 }, { type = whiteboard }]
                phases = [{ kind = ramp, players = 14, over = 1s }]
                """);
        List<Integer> arenas = plan.members().stream()
                .filter(member -> member.rooms().type().equals("arena"))
                .map(Member::room)
                .toList();
        assertThat(arenas).containsExactly(1, 1, 1, 2, 2, 2, 3);
        assertThat(plan.members())
                .filteredOn(member -> member.rooms().size() == 0)
                .allMatch(each -> each.room() == 0);
    }

    @Test
    void shouldLetOnlyThoseComeWhomThePhaseNames() throws Exception {
        Plan plan = plan("""
                mix { good {}, bad { does = flapper } }
                phases = [
                  { name = a, kind = ramp, players = 10, over = 1s, of = [good] }
                  { name = b, kind = ramp, players = 14, over = 1s, of = [bad] }
                ]""");
        assertThat(plan.members())
                .extracting(member -> member.role().name())
                .startsWith("good")
                .endsWith("bad");
        assertThat(plan.members())
                .filteredOn(each -> each.role().name().equals("bad"))
                .hasSize(4);
    }

    @Test
    void shouldLetTheNewestLeaveAfterASpike() throws Exception {
        Plan plan = plan("""
                phases = [
                  { kind = ramp, players = 2, over = 1s }
                  { kind = spike, players = 2, over = 1s, for = 10s }
                ]""");
        assertThat(plan.phases().get(1).events())
                .containsExactly(
                        new Event(0, Act.JOIN, 3),
                        new Event(SECOND / 2, Act.JOIN, 4),
                        new Event(11 * SECOND, Act.LEAVE, 4),
                        new Event(11 * SECOND + SECOND / 2, Act.LEAVE, 3));
        assertThat(plan.length()).hasSeconds(13);
    }

    @Test
    void shouldKeepAsManyWhileTheyChurn() throws Exception {
        Plan plan = plan("""
                phases = [
                  { kind = ramp, players = 20, over = 1s }
                  { kind = churn, for = 60s, perSecond = 5, cuts = 0.3 }
                ]""");
        Set<Integer> there = new HashSet<>();
        int cuts = 0;
        for (Plan.PlannedPhase phase : plan.phases()) {
            for (Event event : phase.events()) {
                boolean isNews = switch (event.act()) {
                    case JOIN -> there.add(event.bot());
                    case LEAVE -> there.remove(event.bot());
                    case CUT -> there.contains(event.bot());
                };
                assertThat(isNews).as("%s", event).isTrue();
                cuts += event.act() == Act.CUT ? 1 : 0;
            }
        }
        assertThat(there).hasSize(20);
        assertThat(cuts).isBetween(60, 120);
    }

    @Test
    void shouldCutThoseWhoseNetworkBreaks() throws Exception {
        Plan plan = plan("""
                networks { bad { cutEvery = 10s } }
                mix { a { network = bad }, b {} }
                phases = [{ kind = ramp, players = 100, over = 1s }, { kind = hold, for = 100s }]
                """);
        List<Event> cuts = plan.phases().get(1).events();
        assertThat(cuts).allMatch(event -> event.act() == Act.CUT && event.bot() % 2 == 1);
        assertThat(cuts).hasSizeBetween(400, 600);
    }

    @Test
    void shouldLetAShareOfTheBotsDecodeAll() throws Exception {
        Plan plan = plan("decode = 0.1, phases = [{ kind = ramp, players = 500, over = 1s }]");
        assertThat(plan.members()).filteredOn(Member::decodes).hasSize(50);
    }

    private static Plan plan(String scenario) throws InvalidScenarioException {
        return Plan.of(ScenarioReader.parse("test", scenario));
    }
}
