package dev.tickwire.simulation.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTest {
    @TempDir
    private Path folder;

    @Test
    void shouldHaveTestsThatItsGamePasses() throws Exception {
        Class<?> tests = new Guide(folder).load("CoinsTest");
        Constructor<?> constructor = tests.getDeclaredConstructor();
        constructor.setAccessible(true);
        List<String> passed = new ArrayList<>();
        for (Method test : tests.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class)) {
                test.setAccessible(true);
                test.invoke(constructor.newInstance());
                passed.add(test.getName());
            }
        }

        assertThat(passed).hasSize(3);
    }

    /** What {@code tickwire new coins} writes. */
    @Test
    void shouldLeadToWhatANewProjectHas() throws Exception {
        Path project = Path.of("../demo-client/src/main/resources/dev/tickwire/client/project");

        assertThat(project.resolve("Coins.java")).hasContent(Guide.game());
        assertThat(project.resolve("CoinsRules.java")).hasContent(Guide.block("class CoinsRules"));
        assertThat(Files.readString(project.resolve("CoinsTest.java")).replace("@name@", "coins"))
                .isEqualTo(Guide.block("class CoinsTest"));
    }
}
