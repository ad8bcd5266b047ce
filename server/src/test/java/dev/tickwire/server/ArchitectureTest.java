package dev.tickwire.server;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.world.Simulation;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Predicate;

@AnalyzeClasses(packages = "dev.tickwire.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule doesNotSeeTheClient =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.tickwire.client..");

    /** It follows the wall clock, which is set back now and then, and ends with the first error of a task. */
    @ArchTest
    static final ArchRule keepsDeadlinesWithoutTheTimerOfTheJdk =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Timer.class, TimerTask.class);

    @ArchTest
    static final ArchRule packagesFormNoCircles = slices().matching("dev.tickwire.server.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    /** Others look at it only, whatever methods it gets; the sample by which a room type learns its schema, too. */
    @ArchTest
    static final ArchRule onlyAMatchChangesASimulation = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tickwire.server.match")
            .should(useOtherMethodsThan(Simulation.class, Set.of("<init>", "schema", "playerCapacity", "tunables")));

    @ArchTest
    static final ArchRule onlyAMatchGoesOnFromACheckpoint = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tickwire.server.match")
            .should(useMethod(Checkpoint.class, "restore"));

    @ArchTest
    static final ArchRule onlyARoomChangesAMatch = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tickwire.server.match", "dev.tickwire.server.room")
            .should(useOtherMethodsThan(
                    Match.class,
                    Set.of(
                            "<init>",
                            "tuning",
                            "tick",
                            "ticksLeft",
                            "schema",
                            "placements",
                            "eventPlacements",
                            "look",
                            "ownership",
                            "capture",
                            "appendEvents")));

    private static ArchCondition<JavaClass> useMethod(Class<?> owner, String name) {
        return use(owner, target -> target.getName().equals(name), name + " of " + owner.getSimpleName());
    }

    private static ArchCondition<JavaClass> useOtherMethodsThan(Class<?> owner, Set<String> harmless) {
        return use(
                owner,
                target -> !harmless.contains(target.getName()),
                "methods that change a " + owner.getSimpleName());
    }

    /** Calls, and references such as {@code match::step}, too. */
    private static ArchCondition<JavaClass> use(Class<?> owner, Predicate<AccessTarget> forbidden, String description) {
        return accessTargetWhere(DescribedPredicate.describe(
                "uses " + description,
                access -> access.getTargetOwner().isEquivalentTo(owner) && forbidden.test(access.getTarget())));
    }
}
