package dev.lutra.command;

import picocli.CommandLine.Option;

/** On how many threads a command computes. */
final class ThreadOptions {

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one for each core).")
    int count = Runtime.getRuntime().availableProcessors();
}
