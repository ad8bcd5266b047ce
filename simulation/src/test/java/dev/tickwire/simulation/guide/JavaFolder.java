package dev.tickwire.simulation.guide;

import dev.tickwire.simulation.world.Game;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A folder in which Java of the docs is compiled, with all warnings, and from which it is loaded. */
final class JavaFolder {
    private final Path folder;

    /** @param folder an empty one, for sources and classes */
    JavaFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes a source, and compiles it. */
    JavaFolder compile(String name, String source) throws IOException {
        return compile(Files.writeString(folder.resolve(name + ".java"), source));
    }

    JavaFolder compile(Path... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            String classPath = folder + System.getProperty("path.separator") + System.getProperty("java.class.path");
            List<String> options = List.of(
                    "-d", folder.toString(), "-cp", classPath, "-proc:none", "-Xlint:all,-classfile", "-Werror");
            if (!compiler.getTask(out, files, null, options, null, files.getJavaFileObjects(sources))
                    .call()) {
                throw new IllegalStateException(List.of(sources) + " of the docs do not compile: " + out);
            }
        }
        return this;
    }

    Class<?> load(String name) throws IOException, ReflectiveOperationException {
        URL[] classes = {folder.toUri().toURL()};
        return new URLClassLoader(classes, JavaFolder.class.getClassLoader()).loadClass(name);
    }

    /** Makes games of that class. */
    Supplier<Game> game(String name) throws IOException, ReflectiveOperationException {
        var constructor = load(name).asSubclass(Game.class).getConstructor();
        return () -> {
            try {
                return constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
