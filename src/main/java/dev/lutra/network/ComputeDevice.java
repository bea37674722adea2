package dev.lutra.network;

import ai.djl.Device;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What networks are computed on, and why that was chosen.
 *
 * @param name {@code cpu}, {@code cpu (libtorch)} or {@code cuda:N}
 * @param reason a sentence for whoever asks why it is not another one
 */
public record ComputeDevice(String name, String reason) {

    static final String CPU = "cpu";

    private static final String CPU_BY_TORCH = "cpu (libtorch)";
    private static final String CUDA_PREFIX = "cuda:";
    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /**
     * Chooses a device.
     *
     * @param setting {@code auto}: CUDA where it works, else the CPU; {@code cpu}; {@code cuda}, which is {@code cuda:0};
     *     or {@code cuda:N}
     * @throws DeviceUnavailable if a CUDA device is named that is not there: it says what is missing
     */
    public static ComputeDevice choose(String setting) {
        Matcher cuda = CUDA.matcher(setting);
        if (cuda.matches()) {
            return cuda(setting, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
        }
        return switch (setting) {
            case "cpu" -> cpu("asked for by name");
            case "auto" -> {
                List<String> missing = CudaCheck.missing(System.getenv());
                yield missing.isEmpty()
                        ? new ComputeDevice(CUDA_PREFIX + 0, "CUDA works here")
                        : cpu("no CUDA: " + String.join("; ", missing));
            }
            default -> throw new DeviceUnavailable("device '%s' is none of auto, cpu, cuda, cuda:N".formatted(setting));
        };
    }

    private static ComputeDevice cuda(String setting, int number) {
        List<String> missing = CudaCheck.missing(System.getenv());
        if (!missing.isEmpty()) {
            throw new DeviceUnavailable(
                    "device '%s' was asked for and cannot be used: %s".formatted(setting, String.join("; ", missing)));
        }
        int gpus = TorchEngine.gpuCount();
        if (number >= gpus) {
            throw new DeviceUnavailable(
                    "device '%s' was asked for, but there are only %d, counted from 0".formatted(setting, gpus));
        }
        return new ComputeDevice(CUDA_PREFIX + number, "asked for by name");
    }

    private static ComputeDevice cpu(String reason) {
        return VectorEngine.isAvailable()
                ? new ComputeDevice(CPU, reason)
                : new ComputeDevice(
                        CPU_BY_TORCH,
                        reason
                                + "; Java was started without --add-modules jdk.incubator.vector, so that it is libtorch that computes, several times slower");
    }

    boolean isVectorized() {
        return name.equals(CPU);
    }

    /** The same for DJL. */
    Device torch() {
        return name.startsWith(CUDA_PREFIX)
                ? Device.gpu(Integer.parseInt(name.substring(CUDA_PREFIX.length())))
                : Device.cpu();
    }
}
