package dev.lutra.network;

import ai.djl.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the engine for a device by its name. */
final class Engines {

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    private static final Logger log = LoggerFactory.getLogger(Engines.class);

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
        if (VectorEngine.isAvailable()) {
            return new VectorEngine(network);
        }
        log.warn("Java was started without --add-modules jdk.incubator.vector:"
                + " the network runs on libtorch, several times slower");
        return new TorchEngine(network, Device.cpu());
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
