package dev.tickwire.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tickwire.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule doesNotSeeTheServer =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.tickwire.server..");

    @ArchTest
    static final ArchRule onlyTheTransportHasSockets = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tickwire.client.transport..", "dev.tickwire.client.swarm")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.channels..");

    @ArchTest
    static final ArchRule scenariosHaveNoThreadsAndNoSockets = noClasses()
            .that()
            .resideInAPackage("dev.tickwire.client.swarm.scenario..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "dev.tickwire.client.transport..");

    @ArchTest
    static final ArchRule sessionHasNoThreadsAndNoSockets = noClasses()
            .that()
            .resideInAPackage("dev.tickwire.client.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..", "java.nio..", "java.util.concurrent..", "dev.tickwire.client.transport..");

    @ArchTest
    static final ArchRule packagesFormNoCircles = slices().matching("dev.tickwire.client.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}
