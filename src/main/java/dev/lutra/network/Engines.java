package dev.lutra.network;

import ai.djl.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the engine for a device by its name. */
final class Engines {

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    private Engines() {}

    /**
     * Puts a network on a device.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     * @throws DeviceUnavailable if a CUDA device is named that is not there
     */
    static Engine open(Network network, String device) {
        Matcher cuda = CUDA.matcher(device);
        if (cuda.matches()) {
            return gpu(network, device, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
        }
        return switch (device) {
            case "cpu" -> cpu(network);
            case "auto" -> hasGpu() ? new TorchEngine(network, Device.gpu(0)) : cpu(network);
            default -> throw new DeviceUnavailable("device '%s' is none of auto, cpu, cuda, cuda:N".formatted(device));
        };
    }

    private static Engine cpu(Network network) {
        return VectorEngine.isAvailable() ? new VectorEngine(network) : new TorchEngine(network, Device.cpu());
    }

    /** Asks the CUDA build of libtorch, if one is installed; to load the CPU build for the answer would be a waste. */
    private static boolean hasGpu() {
        return System.getenv("PYTORCH_LIBRARY_PATH") != null && TorchEngine.gpuCount() > 0;
    }

    private static Engine gpu(Network network, String name, int number) {
        int gpus = TorchEngine.gpuCount();
        if (number >= gpus) {
            throw new DeviceUnavailable(
                    "device '%s' was asked for, but %d CUDA devices were found: is the CUDA build of libtorch on PYTORCH_LIBRARY_PATH, is libcudart there, does nvidia-smi answer?"
                            .formatted(name, gpus));
        }
        return new TorchEngine(network, Device.gpu(number));
    }
}
