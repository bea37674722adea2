package dev.lutra.command;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** All commands. Without one the program runs the server. */
@Command(
        name = "lutra",
        description =
                "Keeps a library of 3D colour LUTs in one small neural network. Without a command it serves them over HTTP.",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        subcommands = {
            TrainCommand.class,
            EncodeCommand.class,
            EvaluateCommand.class,
            ColorsCommand.class,
            ConstantsCommand.class,
            DetailsCommand.class,
            PairCommand.class,
            TokenCommand.class,
            TokensCommand.class,
            ConvertCommand.class,
            ApplyCommand.class,
            InfoCommand.class,
            MigrateCommand.class,
            ShaderCommand.class
        })
public final class Commands {

    private static final List<String> NAMES = List.of(
            "train",
            "encode",
            "evaluate",
            "colors",
            "constants",
            "details",
            "pair",
            "token",
            "tokens",
            "convert",
            "apply",
            "info",
            "migrate",
            "shader",
            "help",
            "--help",
            "-h",
            "--version",
            "-V");

    /** True if these arguments call a command, false if they are for the server. */
    public static boolean isCalledBy(String[] args) {
        return args.length > 0 && NAMES.contains(args[0]);
    }

    /**
     * Runs a command.
     *
     * @return the exit status: 0 for success, 1 for a failure, 2 for invalid options, 130 after an interruption
     */
    public static int run(String[] args) {
        return run(args, new PrintWriter(System.out, true, System.out.charset()));
    }

    static int run(String[] args, PrintWriter out) {
        IExecutionExceptionHandler plainMessage = (failure, command, parsed) -> {
            command.getErr().println(command.getColorScheme().errorText("lutra: " + message(failure)));
            return 1;
        };
        return new CommandLine(new Commands())
                .addSubcommand("help", new CommandLine.HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(plainMessage)
                .setOut(out)
                .setErr(out)
                .execute(args);
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"lutra " + (version == null ? "(built from source)" : version)};
        }
    }
}
