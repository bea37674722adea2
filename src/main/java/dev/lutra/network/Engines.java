package dev.lutra.network;

/** Opens the engine for a device. */
final class Engines {

    private Engines() {}

    /**
     * Puts a network on a device.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     * @throws DeviceUnavailable if a CUDA device is named that is not there
     */
    static Engine open(Network network, String device) {
        ComputeDevice chosen = ComputeDevice.choose(device);
        return chosen.isVectorized() ? new VectorEngine(network) : new TorchEngine(network, chosen);
    }
}
