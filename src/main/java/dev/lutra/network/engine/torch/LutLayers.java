package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hidden layers of a network as a few LUTs see them.
 *
 * @param blocks the layers of each block
 */
record LutLayers(List<List<Layer>> blocks) {

    /**
     * A hidden layer.
     *
     * @param matrix inputs × width, or LUTs × inputs × width where the scales of the LUTs are folded into the columns: this
     *     costs less than to scale every colour
     * @param bias LUTs × 1 × width; null if the LUTs have none here
     * @param factor 1 + s, LUTs × 1 × width; null if the LUTs have no scales here
     */
    record Layer(
            NDArray matrix,
            @Nullable NDArray bias,
            @Nullable NDArray factor) {}

    /**
     * Takes the layers from embeddings. Gradients flow through them.
     *
     * @param embeddings LUTs × {@link NetworkShape#embeddingSize()}; new tensors live as long as its manager
     * @param one the tensor 1, which must outlive a backward pass
     */
    static LutLayers of(NetworkShape shape, TorchNetwork network, NDArray embeddings, NDArray one) {
        long luts = embeddings.getShape().get(0);
        int perBlock = shape.biasedLayers() + shape.scaled().size();
        long vectors = (long) shape.blocks() * perBlock;
        NDList parts = embeddings.reshape(luts, vectors, shape.width()).split(vectors, 1);
        var blocks = new ArrayList<List<Layer>>();
        for (int block = 0; block < shape.blocks(); block++) {
            List<NDArray> own = parts.subList(block * perBlock, (block + 1) * perBlock);
            var layers = new ArrayList<Layer>();
            for (int layer = 0; layer < shape.layers(); layer++) {
                NDArray matrix = network.blocks().get(block).hidden().get(layer);
                NDArray bias = layer < shape.biasedLayers() ? own.get(layer) : null;
                int scale = shape.scaled().indexOf(layer);
                if (scale < 0) {
                    layers.add(new Layer(matrix, bias, null));
                } else {
                    NDArray factor = own.get(shape.biasedLayers() + scale).add(one);
                    layers.add(new Layer(factor.mul(matrix), bias, factor));
                }
            }
            blocks.add(layers);
        }
        return new LutLayers(blocks);
    }
}
