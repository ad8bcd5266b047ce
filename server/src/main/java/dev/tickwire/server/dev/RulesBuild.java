package dev.tickwire.server.dev;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.model.TextLocation;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;
import org.teavm.vm.TeaVMPhase;
import org.teavm.vm.TeaVMProgressFeedback;
import org.teavm.vm.TeaVMProgressListener;

/**
 * Compiles rules to JavaScript, in this process: what it comes to is larger than what a game is shipped with, but
 * sooner there.
 */
final class RulesBuild {
    private static final String TOO_LITTLE =
            "Rules that pages run may use only the part of Java that compiles to JavaScript: ";

    private final Project project;

    RulesBuild(Project project) {
        this.project = project;
    }

    /**
     * Compiles one module.
     *
     * @param classes directory of the game's classes
     * @param isStale asked now and then: whether nobody needs it any more
     * @return what is wrong; null: it was given up
     */
    @Nullable
    List<Trouble> compile(RulesModule module, Path classes, Path into, BooleanSupplier isStale) {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, RulesBuild.class.getClassLoader())) {
            TeaVMTool tool = new TeaVMTool();
            tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
            tool.setJsModuleType(JSModuleType.ES2015);
            tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
            tool.setObfuscated(false);
            tool.setMainClass(module.mainClass());
            tool.setTargetDirectory(into.toFile());
            tool.setTargetFileName(module.fileName());
            tool.setClassLoader(loader);
            tool.setLog(new EmptyTeaVMToolLog());
            tool.setProgressListener(new Progress(isStale));
            tool.generate();
            return tool.wasCancelled()
                    ? null
                    : troubles(tool.getProblemProvider().getSevereProblems());
        } catch (TeaVMToolException | RuntimeException | Error failure) {
            return List.of(Trouble.of("The rules were not compiled to JavaScript: " + reason(failure)));
        } catch (IOException e) {
            return List.of(Trouble.of("The rules were not compiled to JavaScript: " + e.getMessage()));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.toString();
    }

    /** Without those that say the same of the same line. */
    private List<Trouble> troubles(List<Problem> problems) throws IOException {
        Set<Trouble> troubles = new LinkedHashSet<>();
        for (Problem problem : problems) {
            DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
            problem.render(text);
            troubles.add(trouble(problem.getLocation(), TOO_LITTLE + text.getText()));
        }
        return new ArrayList<>(troubles);
    }

    private Trouble trouble(@Nullable CallLocation location, String text) throws IOException {
        TextLocation place = location == null ? null : location.getSourceLocation();
        return place == null || place.getFileName() == null
                ? Trouble.of(
                        location == null || location.getMethod() == null ? text : text + " in " + location.getMethod())
                : new Trouble(project.nameOf(place.getFileName()), place.getLine(), text);
    }

    private record Progress(BooleanSupplier isStale) implements TeaVMProgressListener {
        @Override
        public TeaVMProgressFeedback phaseStarted(TeaVMPhase phase, int count) {
            return answer();
        }

        @Override
        public TeaVMProgressFeedback progressReached(int progress) {
            return answer();
        }

        private TeaVMProgressFeedback answer() {
            return isStale.getAsBoolean() ? TeaVMProgressFeedback.CANCEL : TeaVMProgressFeedback.CONTINUE;
        }
    }
}
