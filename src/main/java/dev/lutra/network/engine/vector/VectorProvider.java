package dev.lutra.network.engine.vector;

import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.EngineProvider;
import java.util.List;

/** Opens {@link VectorEngine}, if Java was started with its vector module. */
public final class VectorProvider implements EngineProvider {

    @Override
    public ComputeDevice.Kind kind() {
        return ComputeDevice.Kind.VECTOR;
    }

    @Override
    public List<String> missing() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? List.of()
                : List.of("Java was started without --add-modules jdk.incubator.vector");
    }

    @Override
    public int devices() {
        return 1;
    }

    @Override
    public Engine open(Network network, ComputeDevice device) {
        return new VectorEngine(network, device);
    }
}
