package dev.tickwire.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tickwire.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule doesNotSeeTheClient =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.tickwire.client..");

    @ArchTest
    static final ArchRule packagesFormNoCircles = slices().matching("dev.tickwire.server.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}
