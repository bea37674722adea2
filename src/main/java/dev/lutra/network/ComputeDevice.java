package dev.lutra.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** The device that tensors live on: chosen once, by name. */
final class ComputeDevice {

    static {
        // Work is split over our own threads: with OpenMP underneath the time at times rose tenfold.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private final Device device;

    private ComputeDevice(Device device) {
        this.device = device;
    }

    /**
     * Finds a device.
     *
     * @param name {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     * @throws DeviceUnavailable if a CUDA device is named that is not there
     */
    static ComputeDevice of(String name) {
        int gpus = Engine.getEngine("PyTorch").getGpuCount();
        return switch (name) {
            case "cpu" -> new ComputeDevice(Device.cpu());
            case "auto" -> new ComputeDevice(gpus > 0 ? Device.gpu(0) : Device.cpu());
            case "cuda" -> gpu(name, 0, gpus);
            default -> gpu(name, number(name), gpus);
        };
    }

    /** A manager of its own for what lives long; close it to free the memory. */
    NDManager newManager() {
        return Engine.getEngine("PyTorch").newBaseManager(device);
    }

    boolean isCpu() {
        return !device.isGpu();
    }

    /** As in {@code LUTRA_DEVICE}: {@code cpu} or {@code cuda:0}. */
    String name() {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }

    private static int number(String name) {
        if (!name.matches("cuda:\\d{1,3}")) {
            throw new DeviceUnavailable("device '%s' is none of auto, cpu, cuda, cuda:N".formatted(name));
        }
        return Integer.parseInt(name.substring("cuda:".length()));
    }

    private static ComputeDevice gpu(String name, int number, int gpus) {
        if (number >= gpus) {
            throw new DeviceUnavailable(
                    "device '%s' was asked for, but %d CUDA devices were found: is the CUDA build of libtorch on PYTORCH_LIBRARY_PATH, is libcudart there, does nvidia-smi answer?"
                            .formatted(name, gpus));
        }
        return new ComputeDevice(Device.gpu(number));
    }
}
