package dev.lutra.network.engine;

import dev.lutra.network.Network;
import java.util.List;

/**
 * The entry to one engine: only the package of the engine knows its library. {@link Engines} finds the providers with
 * {@link java.util.ServiceLoader}, so that arrows lead from an engine to this package and never back.
 */
public interface EngineProvider {

    /** The kind of device. */
    ComputeDevice.Kind kind();

    /**
     * The conditions that this machine does not meet. The method may load native libraries if they can be expected to
     * work.
     *
     * @return a clause for each missing thing; empty if the engine can be used
     */
    List<String> missing();

    /** The number of devices of this kind. It is called only if nothing is missing. */
    int devices();

    /** Puts a network on a device of this kind. */
    Engine open(Network network, ComputeDevice device);
}
