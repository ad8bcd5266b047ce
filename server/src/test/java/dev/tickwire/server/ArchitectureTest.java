package dev.tickwire.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Timer;
import java.util.TimerTask;

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
}
