package dev.lutra.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which file a command writes. */
final class OutputOptions {

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    Path file = Path.of("");
}
