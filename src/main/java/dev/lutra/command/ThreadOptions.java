package dev.lutra.command;

import picocli.CommandLine.Option;

/** The option for the number of threads of a command. */
final class ThreadOptions {

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one for each core).")
    int count = Runtime.getRuntime().availableProcessors();
}
