package dev.lutra.command;

import picocli.CommandLine.Option;

/** Where a command computes. */
final class ComputeOptions {

    @Option(
            names = "--device",
            defaultValue = "${LUTRA_DEVICE:-auto}",
            paramLabel = "auto|cpu|cuda[:N]",
            description = "Device to compute on (default: auto).")
    String device = "auto";

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one for each core).")
    int threads = Runtime.getRuntime().availableProcessors();
}
