package dev.lutra.network.engine;

import dev.lutra.network.Network;
import java.util.List;

/**
 * The door to one engine: only the package behind it knows the library that computes. {@link Engines} finds the
 * providers by {@link java.util.ServiceLoader}, so that arrows lead from an engine to this package and never back.
 */
public interface EngineProvider {

    /** What it computes on. */
    ComputeDevice.Kind kind();

    /**
     * What it lacks here. May load native libraries where they have a chance to work.
     *
     * @return a clause for each thing that is missing; empty if it can be used
     */
    List<String> missing();

    /** How many devices of this kind there are; asked only if nothing is missing. */
    int devices();

    /** Puts a network on a device of this kind. */
    Engine open(Network network, ComputeDevice device);
}
