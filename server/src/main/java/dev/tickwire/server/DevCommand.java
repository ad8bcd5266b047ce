package dev.tickwire.server;

import dev.tickwire.server.dev.DevLoop;
import dev.tickwire.server.dev.Project;
import dev.tickwire.server.dev.RulesModule;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tickwire dev}: runs a server of one game, which follows the files of its author. */
@Command(
        name = "dev",
        description =
                "Runs a game while you write it: what you save is a second later in the rooms that are open, and in"
                        + " the pages that show them.",
        footer = "DIR is what tickwire new has made, or any directory with .java files. A JDK is needed.",
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {
    /** As few as notice a rule that never comes back, before a room does. */
    private static final String SHORT_TRIAL = "swap.trialTicks=3";

    private static final String RULES_COMPILER = "org.teavm.tooling.TeaVMTool";

    @Parameters(paramLabel = "DIR", description = "the game's directory")
    private Path directory = Path.of("");

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Mixin
    private Streams streams = new Streams();

    @Override
    public Integer call() throws Exception {
        PrintWriter err = streams.err();
        try {
            Path work = Files.createTempDirectory("tickwire-dev-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(work), "dev-end"));
            Project project = Project.in(directory, options.webRoots());
            List<RulesModule> modules = project.rules();
            if (!modules.isEmpty()) {
                requireRulesCompiler();
            }
            Path config = options.config() == null ? project.config() : options.config();
            return new DevServer(project, modules, config, settings(modules), classPath(), err, work).run();
        } catch (IOException e) {
            err.println(e.getMessage());
            return Main.UNUSABLE;
        }
    }

    /** However the process is told to end. */
    private static void remove(Path work) {
        try {
            DevLoop.delete(work);
        } catch (IOException e) {
            System.err.println(work + " could not be removed: " + e.getMessage());
        }
    }

    /** What users say themselves holds. */
    private List<String> settings(List<RulesModule> modules) {
        List<String> settings = new ArrayList<>(List.of(SHORT_TRIAL));
        if (modules.size() == 1) {
            settings.add("roomTypeDefaults.rules=\"" + modules.get(0).url() + "\"");
        }
        settings.addAll(options.settings());
        return settings;
    }

    /** What games are compiled against: all that this process runs by. */
    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static void requireRulesCompiler() throws IOException {
        try {
            Class.forName(RULES_COMPILER, false, DevCommand.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IOException(
                    "TeaVM, which compiles rules to JavaScript, is not on the class path: start it as tickwire dev, or"
                            + " with java -cp 'lib/tickwire-server.jar:lib/teavm/*' dev.tickwire.server.Main dev DIR.",
                    e);
        }
    }
}
