package dev.lutra.command;

import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.DeviceUnavailable;
import dev.lutra.network.engine.Engines;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the device and the threads of a command. */
final class ComputeOptions {

    @Option(
            names = "--device",
            defaultValue = "${LUTRA_DEVICE:-auto}",
            paramLabel = "auto|cpu|cuda[:N]",
            description = "Device to compute on (default: auto).")
    private String device = "auto";

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    /** @throws DeviceUnavailable if the device is not available */
    ComputeDevice device() {
        return Engines.choose(device);
    }

    int threads() {
        return threads.count;
    }
}
