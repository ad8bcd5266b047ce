package dev.tickwire.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.world.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Predicate;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "dev.tickwire.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.tickwire.server";

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

    /** Each layer may use those below it. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("config", "dev"),
            Set.of("transport", "admin"),
            Set.of("api", "replay"),
            Set.of("session", "http", "console", "exposition"),
            Set.of("directory"),
            Set.of("loop"),
            Set.of("room"),
            Set.of("broadcast"),
            Set.of("seats"),
            Set.of("inputs"),
            Set.of("swap"),
            Set.of("roomtype"),
            Set.of("commands"),
            Set.of("identity"),
            Set.of("names"),
            Set.of("saves"),
            Set.of("backend"),
            Set.of("recording"),
            Set.of("match", "desync"),
            Set.of("store"),
            Set.of("log"),
            Set.of("settings"),
            Set.of("values"),
            Set.of("sanctions"),
            Set.of("kept"),
            Set.of("address"),
            Set.of("metrics"));

    @ArchTest
    static void packagesUseOnlyThoseBelow(JavaClasses classes) {
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                int from = layer(type);
                int to = layer(dependency.getTargetClass());
                boolean isSame =
                        type.getPackageName().equals(dependency.getTargetClass().getPackageName());
                assertThat(from < 0 || to < 0 || isSame || from < to)
                        .as(dependency.getDescription())
                        .isTrue();
            }
        }
    }

    @ArchTest
    static void everyPackageHasItsLayer(JavaClasses classes) {
        for (JavaClass type : classes) {
            assertThat(type.getPackageName().equals(ROOT) || layer(type) >= 0)
                    .as(type.getName())
                    .isTrue();
        }
    }

    private static int layer(JavaClass type) {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            for (String name : LAYERS.get(layer)) {
                if (type.getPackageName().equals(ROOT + "." + name)) {
                    return layer;
                }
            }
        }
        return -1;
    }

    @ArchTest
    static final ArchRule recordsAreSmall = classes()
            .that(describe("are records", JavaClass::isRecord))
            .should(new ArchCondition<>("have less than 10 components") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    int components = type.reflect().getRecordComponents().length;
                    String message = type.getName() + " has " + components + " components";
                    events.add(new SimpleConditionEvent(type, components < 10, message));
                }
            });

    @ArchTest
    static void sourceFilesAreShort(JavaClasses ignored) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(300);
            }
        }
    }

    /** Others look at it only, whatever methods it gets; the sample by which a room type learns its schema, too. */
    @ArchTest
    static final ArchRule onlyAMatchChangesASimulation = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tickwire.server.match")
            .should(useOtherMethodsThan(
                    Simulation.class,
                    Set.of(
                            "<init>",
                            "schema",
                            "playerTables",
                            "tunables",
                            "placements",
                            "tick",
                            "capture",
                            "appendEvents")));

    @ArchTest
    static final ArchRule onlyAMatchGoesOnFromACheckpoint = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tickwire.server.match")
            .should(useMethod(Checkpoint.class, "restore"));

    /** A swap tries rules out on a match of its own, a copy of the room's. */
    @ArchTest
    static final ArchRule onlyARoomChangesAMatch = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.tickwire.server.match",
                    "dev.tickwire.server.room",
                    "dev.tickwire.server.recording",
                    "dev.tickwire.server.swap")
            .should(useOtherMethodsThan(
                    Match.class,
                    Set.of(
                            "<init>",
                            "waiting",
                            "tuning",
                            "sink",
                            "tick",
                            "ticksLeft",
                            "schema",
                            "placements",
                            "eventPlacements",
                            "eventOwners",
                            "look",
                            "ownership",
                            "capture",
                            "isAsIn",
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
