package dev.lutra.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option for the file that a command writes. */
final class OutputOptions {

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    Path file = Path.of("");
}
