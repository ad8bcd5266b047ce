package dev.tickwire.proto;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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

    /** Everything but what protoc generates. */
    static final class HandWritten implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/tickwire/proto/wire/");
        }
    }
}
