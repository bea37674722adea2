package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.NetworkShape;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;

/** The layers of the latest single LUTs. They stay on the device. One thread at a time may use them. */
final class ResidentLayers {

    /** The number of LUTs that stay, enough for a whole library. Each has 50 KB in the default shape. */
    private static final int RESIDENT = 2048;

    private final NDManager manager;
    private final NetworkShape shape;
    private final TorchNetwork network;
    private final NDArray one;
    /** The layers on the device, the least recently used first. */
    private final LinkedHashMap<FloatBuffer, Resident> resident = new LinkedHashMap<>(16, 0.75f, true);

    private record Resident(NDManager manager, LutLayers layers) {}

    ResidentLayers(NDManager manager, NetworkShape shape, TorchNetwork network, NDArray one) {
        this.manager = manager;
        this.shape = shape;
        this.network = network;
        this.one = one;
    }

    /** The layers of one LUT. */
    LutLayers of(float[] embedding) {
        Resident known = resident.get(FloatBuffer.wrap(embedding));
        if (known == null) {
            if (resident.size() == RESIDENT) {
                resident.pollFirstEntry().getValue().manager.close();
            }
            NDManager owner = manager.newSubManager();
            NDArray numbers = owner.create(embedding, new Shape(1, embedding.length));
            known = new Resident(owner, LutLayers.of(shape, network, numbers, one));
            resident.put(FloatBuffer.wrap(embedding.clone()), known);
        }
        return known.layers;
    }

    /** Forgets all layers, because the weights have changed. */
    void clear() {
        resident.values().forEach(known -> known.manager.close());
        resident.clear();
    }
}
