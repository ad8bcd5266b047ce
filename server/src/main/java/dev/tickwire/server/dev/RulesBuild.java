package dev.tickwire.server.dev;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.javascript.JSModuleType;
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
    private final Project project;
    private final List<Path> libraries;

    /** {@code libraries}: what games are compiled against. Of Java itself there is what TeaVM has. */
    RulesBuild(Project project, List<Path> libraries) {
        this.project = project;
        this.libraries = libraries;
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
            tool.setClassPath(Stream.concat(Stream.of(classes), libraries.stream())
                    .map(Path::toFile)
                    .toList());
            tool.setLog(new EmptyTeaVMToolLog());
            tool.setProgressListener(new Progress(isStale));
            tool.generate();
            return tool.wasCancelled()
                    ? null
                    : new RulesTroubles(project, tool.getDependencyInfo().getCallGraph())
                            .of(tool.getProblemProvider().getSevereProblems());
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
