package dev.lutra.network.engine.torch;

import ai.djl.Device;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.EngineProvider;
import java.util.List;

/** Opens {@link TorchEngine} on a GPU, if {@link CudaCheck} finds nothing missing. */
public final class CudaProvider implements EngineProvider {

    @Override
    public ComputeDevice.Kind kind() {
        return ComputeDevice.Kind.CUDA;
    }

    @Override
    public List<String> missing() {
        return CudaCheck.missing(System.getenv());
    }

    @Override
    public int devices() {
        return TorchEngine.gpuCount();
    }

    @Override
    public Engine open(Network network, ComputeDevice device) {
        return new TorchEngine(network, device, Device.gpu(device.number()));
    }
}
