package dev.lutra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of others that tests hold this one against, where it is installed. */
public final class Tool {

    private static final int MINUTES = 3;

    private final List<String> start;

    /**
     * Finds a program; the test is skipped where it is not installed.
     *
     * @param check arguments with which it does nothing and succeeds
     * @param start the program, with the arguments before all others
     */
    public Tool(List<String> check, String... start) throws IOException, InterruptedException {
        this.start = List.of(start);
        Path nowhere = Files.createTempFile("lutra-tool-", ".txt");
        try {
            assumeThat(exitValue(command(check), null, nowhere))
                    .as("%s is not installed", String.join(" ", start) + " " + String.join(" ", check))
                    .isZero();
        } finally {
            Files.delete(nowhere);
        }
    }

    /**
     * Runs the program.
     *
     * @return what it printed
     * @throws AssertionError if it failed
     */
    public String run(String... arguments) throws IOException, InterruptedException {
        return runWith(null, arguments);
    }

    /** Runs the program with a file as its standard input. */
    public String runWith(@Nullable Path input, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lutra-tool-", ".txt");
        try {
            List<String> command = command(List.of(arguments));
            int exitValue = exitValue(command, input, output);
            String printed = Files.readString(output);
            assertThat(exitValue)
                    .as("%s: %s", String.join(" ", command), printed)
                    .isZero();
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<>(start);
        command.addAll(arguments);
        return command;
    }

    private static int exitValue(List<String> command, @Nullable Path input, Path output)
            throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(input == null ? Redirect.PIPE : Redirect.from(input.toFile()))
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            return -1;
        }
        if (input == null) {
            process.getOutputStream().close();
        }
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return process.exitValue();
    }
}
