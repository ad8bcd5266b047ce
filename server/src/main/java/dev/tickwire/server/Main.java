package dev.tickwire.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's command line. */
@Command(
        name = "tickwire",
        description = "An authoritative multiplayer game state synchronisation server.",
        subcommands = {
            ServeCommand.class,
            DevCommand.class,
            ReplayCommand.class,
            ConfigCommand.class,
            PlayersCommand.class,
            RoomsCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main {
    /** Exit status for arguments or a config that cannot be used. */
    static final int UNUSABLE = 2;
    /** Exit status where memory is used up. */
    static final int OUT_OF_MEMORY = 3;
    /** Exit status where the database with players' rows cannot be used. */
    static final int NO_DATABASE = 4;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setParameterExceptionHandler(Main::refuse);
    }

    /** Says in a sentence what is wrong with the arguments, and where to read on. */
    private static int refuse(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        command.getErr().println("Try " + command.getCommandSpec().qualifiedName() + " --help.");
        return UNUSABLE;
    }
}
