package dev.tickwire.client;

import dev.tickwire.client.bench.BenchCommand;
import dev.tickwire.client.project.NewCommand;
import dev.tickwire.client.swarm.SwarmCommand;
import dev.tickwire.client.types.TypesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of everything that connects. */
@Command(
        name = "tickwire",
        description = "What connects to Tickwire servers.",
        mixinStandardHelpOptions = true,
        subcommands = {SwarmCommand.class, BenchCommand.class, NewCommand.class, TypesCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** All commands; its exit status is 0 for done, 1 for a check that failed, 2 for unusable arguments. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setParameterExceptionHandler(Main::explain);
    }

    private static int explain(ParameterException unusable, String[] args) {
        CommandLine commandLine = unusable.getCommandLine();
        commandLine
                .getErr()
                .println(unusable.getMessage() + " ("
                        + commandLine.getCommandSpec().qualifiedName() + " --help tells more)");
        return commandLine.getCommandSpec().exitCodeOnInvalidInput();
    }
}
