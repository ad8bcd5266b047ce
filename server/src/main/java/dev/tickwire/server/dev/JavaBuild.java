package dev.tickwire.server.dev;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles the Java files of a game, in this process. One thread uses it. */
public final class JavaBuild {
    private static final List<String> OPTIONS = List.of("--release", "17", "-g", "-proc:none", "-Xlint:none");

    private final JavaCompiler compiler;
    private final List<Path> libraries;
    /** Kept, since it knows what is in the libraries. */
    private final StandardJavaFileManager files;

    /**
     * {@code libraries}: what games are compiled against. An {@link IOException} with a sentence: there is no compiler.
     */
    public JavaBuild(List<Path> libraries) throws IOException {
        this(ToolProvider.getSystemJavaCompiler(), libraries);
    }

    JavaBuild(@Nullable JavaCompiler compiler, List<Path> libraries) throws IOException {
        if (compiler == null) {
            throw new IOException(
                    "A JDK is needed to compile games, and this Java, in " + System.getProperty("java.home")
                            + ", has no compiler: it is a JRE. Let JAVA_HOME name a JDK 17 or newer.");
        }
        this.compiler = compiler;
        this.libraries = libraries;
        files = compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
    }

    /** Compiles all; what is wrong, in the order of the files. Then there may be some of the classes, or none. */
    public List<Trouble> compile(Project project, Path into) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StringWriter more = new StringWriter();
        try {
            Files.createDirectories(into);
            project.copyResources(into);
            List<Path> sources = project.javaFiles();
            if (sources.isEmpty()) {
                return List.of(Trouble.of("There are no .java files any more."));
            }
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(into));
            boolean isDone = compiler.getTask(
                            more, files, found, OPTIONS, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            List<Trouble> troubles = troubles(found.getDiagnostics(), project);
            return isDone || !troubles.isEmpty()
                    ? troubles
                    : List.of(Trouble.of(
                            "The Java compiler failed: " + more.toString().strip()));
        } catch (IOException | RuntimeException | Error failure) {
            return List.of(Trouble.of("The Java compiler failed: " + failure));
        }
    }

    private static List<Trouble> troubles(List<Diagnostic<? extends JavaFileObject>> diagnostics, Project project) {
        List<Trouble> troubles = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                JavaFileObject source = diagnostic.getSource();
                String file = source == null ? "" : project.name(Path.of(source.toUri()));
                int line = (int) Math.max(0, diagnostic.getLineNumber());
                troubles.add(new Trouble(file, line, diagnostic.getMessage(Locale.ENGLISH)));
            }
        }
        return troubles;
    }
}
