package dev.tickwire.simulation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.tickwire.simulation.games.GameScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The same steps give the same world on every JVM and in every browser: what would break that is not used here. */
@AnalyzeClasses(packages = "dev.tickwire.simulation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BROWSER = "dev.tickwire.simulation.browser";

    /** What finds games by name, and what takes their worlds over, is for servers and tools: no browser gets it. */
    private static final String GAMES = "dev.tickwire.simulation.games";

    private static final String SWAP = "dev.tickwire.simulation.swap";

    private static final DescribedPredicate<JavaClass> COMPILES_TO_JAVASCRIPT = resideInAnyPackage(
                    "dev.tickwire.simulation..",
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.util",
                    "java.util.function",
                    "org.jspecify.annotations")
            .or(describe("primitives", type -> type.getBaseComponentType().isPrimitive()));

    @ArchTest
    static final ArchRule usesOnlyTheJdkSubsetThatCompilesToJavaScript = classes()
            .that()
            .resideOutsideOfPackages(BROWSER, GAMES, SWAP)
            .should()
            .onlyDependOnClassesThat(COMPILES_TO_JAVASCRIPT);

    @ArchTest
    static final ArchRule knowsOfTheCompilerInOnePackageAlone = classes()
            .that()
            .resideInAPackage(BROWSER)
            .should()
            .onlyDependOnClassesThat(COMPILES_TO_JAVASCRIPT.or(resideInAnyPackage("org.teavm.jso..")));

    @ArchTest
    static final ArchRule doesNotDependOnWhatBrowsersSee = noClasses()
            .that()
            .resideOutsideOfPackage(BROWSER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BROWSER);

    @ArchTest
    static final ArchRule rulesDoNotSeeWhatIsForTheJvmAlone = noClasses()
            .that()
            .resideOutsideOfPackages(GAMES, SWAP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GAMES, SWAP);

    @ArchTest
    static final ArchRule hasNoThreads = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, ThreadLocal.class, Runtime.class, Process.class);

    @ArchTest
    static final ArchRule hasItsOwnRandomGenerator =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class, SplittableRandom.class, UUID.class);

    /**
     * LinkedHashMap, TreeMap, EnumMap and lists are ordered. The order of these is not specified, and TeaVM's differs.
     */
    @ArchTest
    static final ArchRule iteratesInASpecifiedOrder = noAccess(
            "an unordered collection",
            access -> isOwnedBy(access, HashMap.class, HashSet.class, IdentityHashMap.class, WeakHashMap.class)
                    || (isOwnedBy(access, Map.class, Set.class)
                            && List.of("of", "copyOf", "ofEntries").contains(access.getName())));

    @ArchTest
    static final ArchRule readsNoClockAndNoEnvironment = noAccess(
            "a clock, a stream or the environment",
            access -> isOwnedBy(access, System.class) && !access.getName().equals("arraycopy"));

    @ArchTest
    static final ArchRule calculatesExactly = noAccess(
            "inexact mathematics",
            access ->
                    isOwnedBy(access, Math.class, StrictMath.class) && !GameScan.EXACT_MATH.contains(access.getName()));

    @ArchTest
    static final ArchRule parsesNoDoubles = noAccess(
            "parsing of doubles",
            access -> isOwnedBy(access, Double.class)
                    && access.getTarget() instanceof CodeUnitAccessTarget target
                    && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(String.class)));

    @ArchTest
    static final ArchRule storesNoFloats =
            noFields().should().haveRawType(describe("float", ArchitectureTest::isFloat));

    @ArchTest
    static final ArchRule takesNoFloats = noCodeUnits()
            .should()
            .haveRawParameterTypes(describe("float", types -> types.stream().anyMatch(ArchitectureTest::isFloat)));

    @ArchTest
    static final ArchRule returnsNoFloats =
            noCodeUnits().should().haveRawReturnType(describe("float", ArchitectureTest::isFloat));

    @ArchTest
    static final ArchRule callsNothingWithFloats = noAccess(
            "code that takes or returns floats",
            access -> access.getTarget() instanceof CodeUnitAccessTarget target
                    && (isFloat(target.getRawReturnType())
                            || target.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloat)));

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.tickwire.simulation.(*)..").should().beFreeOfCycles();

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
            })
            .allowEmptyShould(true);

    @ArchTest
    static void sourceFilesAreShort(JavaClasses ignored) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(300);
            }
        }
    }

    private static ArchRule noAccess(String description, Predicate<JavaAccess<?>> forbidden) {
        return noClasses().should().accessTargetWhere(describe(description, forbidden));
    }

    private static boolean isOwnedBy(JavaAccess<?> access, Class<?>... owners) {
        return List.of(owners).stream().anyMatch(access.getTargetOwner()::isEquivalentTo);
    }

    private static boolean isFloat(JavaClass type) {
        return type.getBaseComponentType().isEquivalentTo(float.class)
                || type.getBaseComponentType().isEquivalentTo(Float.class);
    }
}
