package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.NetworkShape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Puts embeddings on a device, for one thread at a time. The embeddings of the latest single LUTs stay there. */
final class DeviceEmbeddings {

    /** The number of embeddings that stay, enough for a whole library. Each has 1.5 KB in the default shape. */
    private static final int RESIDENT = 2048;

    private final NDManager manager;
    private final NetworkShape shape;
    private final BlockLayout layout;
    /** The embeddings on the device, the least recently used first. */
    private final LinkedHashMap<FloatBuffer, Resident> resident = new LinkedHashMap<>(16, 0.75f, true);

    private record Resident(NDManager manager, List<List<NDArray>> biases) {}

    DeviceEmbeddings(NDManager manager, NetworkShape shape) {
        this.manager = manager;
        this.shape = shape;
        layout = BlockLayout.of(shape);
    }

    /** The biases of one LUT, in the form of {@link #biases(float[][])}. They stay on the device. */
    List<List<NDArray>> resident(float[] embedding) {
        Resident known = resident.get(FloatBuffer.wrap(embedding));
        if (known == null) {
            if (resident.size() == RESIDENT) {
                resident.pollFirstEntry().getValue().manager.close();
            }
            NDManager owner = manager.newSubManager();
            known = new Resident(owner, biases(owner, new float[][] {embedding}));
            resident.put(FloatBuffer.wrap(embedding.clone()), known);
        }
        return known.biases;
    }

    /**
     * The biases of several LUTs. They are transferred to the device in one piece, and live as long as the surrounding
     * scope.
     *
     * @return for each block and each of its biased layers a tensor of LUTs × 1 × width
     */
    List<List<NDArray>> biases(float[][] embeddings) {
        return biases(manager, embeddings);
    }

    private List<List<NDArray>> biases(NDManager owner, float[][] embeddings) {
        int width = shape.width();
        int luts = embeddings.length;
        var values = new float[luts * shape.embeddingSize()];
        int to = 0;
        for (int block = 0; block < shape.blocks(); block++) {
            for (int layer = 0; layer < shape.biasedLayers(); layer++) {
                for (float[] embedding : embeddings) {
                    System.arraycopy(embedding, layout.bias(block, layer), values, to, width);
                    to += width;
                }
            }
        }
        NDArray all = owner.create(values);
        var blocks = new ArrayList<List<NDArray>>();
        long from = 0;
        for (int block = 0; block < shape.blocks(); block++) {
            var layers = new ArrayList<NDArray>();
            for (int layer = 0; layer < shape.biasedLayers(); layer++) {
                long end = from + (long) luts * width;
                layers.add(all.get(new NDIndex("{}:{}", from, end)).reshape(luts, 1, width));
                from = end;
            }
            blocks.add(layers);
        }
        return blocks;
    }

    /**
     * Converts from the layout of {@link #biases(float[][])}, one tensor after another, to that of embeddings.
     *
     * @param values the values of all tensors
     * @param embeddings receive their parts
     */
    void split(float[] values, float[][] embeddings) {
        int width = shape.width();
        int from = 0;
        for (int block = 0; block < shape.blocks(); block++) {
            for (int layer = 0; layer < shape.biasedLayers(); layer++) {
                for (float[] embedding : embeddings) {
                    System.arraycopy(values, from, embedding, layout.bias(block, layer), width);
                    from += width;
                }
            }
        }
    }
}
