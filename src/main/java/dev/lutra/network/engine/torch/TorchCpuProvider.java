package dev.lutra.network.engine.torch;

import ai.djl.Device;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.EngineProvider;
import java.util.List;

/** Opens {@link TorchEngine} on the CPU. */
public final class TorchCpuProvider implements EngineProvider {

    @Override
    public ComputeDevice.Kind kind() {
        return ComputeDevice.Kind.TORCH_CPU;
    }

    @Override
    public List<String> missing() {
        return List.of();
    }

    @Override
    public int devices() {
        return 1;
    }

    @Override
    public Engine open(Network network, ComputeDevice device) {
        return new TorchEngine(network, device, Device.cpu());
    }
}
