package dev.tickwire.proto;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The codec is sans-I/O: bytes in, bytes out, and no socket, thread or clock. */
@AnalyzeClasses(
        packages = "dev.tickwire.proto",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.HandWritten.class})
class ArchitectureTest {
    @ArchTest
    static final ArchRule usesOnlyTheSimulationAndProtobuf = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.tickwire.proto..",
                            "dev.tickwire.simulation..",
                            "com.google.protobuf",
                            "java.io",
                            "java.lang",
                            "java.lang.annotation",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.nio",
                            "java.nio.charset",
                            "java.util",
                            "java.util.function",
                            "java.util.stream",
                            "java.util.zip",
                            "org.jspecify.annotations")
                    .or(describe(
                            "primitives", type -> type.getBaseComponentType().isPrimitive())));

    @ArchTest
    static final ArchRule hasNoThreads =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Thread.class, ThreadLocal.class);

    @ArchTest
    static final ArchRule readsNoClock = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule readsAndWritesNoFiles =
            noClasses().should().dependOnClassesThat().haveNameMatching("java\\.io\\.(File|RandomAccess|Console).*");

    @ArchTest
    static final ArchRule packagesFormNoCircles = slices().matching("dev.tickwire.proto.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

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

    /** Everything but what protoc generates. */
    static final class HandWritten implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/tickwire/proto/wire/");
        }
    }
}
