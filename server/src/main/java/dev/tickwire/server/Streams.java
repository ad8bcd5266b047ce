package dev.tickwire.server;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command writes to, as a mixin of it, which has no options. */
@Command
final class Streams {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** What was asked for. */
    PrintWriter out() {
        return command().commandLine().getOut();
    }

    /** What is wrong. */
    PrintWriter err() {
        return command().commandLine().getErr();
    }

    private CommandSpec command() {
        if (command == null) {
            throw new IllegalStateException("picocli has not set the command up");
        }
        return command;
    }
}
