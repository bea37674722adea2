package dev.lutra.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** The layout of embeddings as tensors: for each block and each of its biased layers one of LUTs × 1 × width. */
final class Embeddings {

    private Embeddings() {}

    /**
     * Puts embeddings on the manager's device.
     *
     * @param values one array of {@link NetworkShape#embeddingSize()} floats for each LUT
     */
    static List<List<NDArray>> toTensors(NDManager manager, NetworkShape shape, List<float[]> values) {
        var blocks = new ArrayList<List<NDArray>>();
        int at = 0;
        for (int block = 0; block < shape.blocks(); block++) {
            var layers = new ArrayList<NDArray>();
            for (int layer = 0; layer < shape.biasedLayers(); layer++) {
                layers.add(
                        manager.create(columns(values, at, shape.width()), new Shape(values.size(), 1, shape.width())));
                at += shape.width();
            }
            blocks.add(List.copyOf(layers));
        }
        return List.copyOf(blocks);
    }

    /** The inverse of {@link #toTensors}. */
    static List<float[]> toArrays(NetworkShape shape, List<List<NDArray>> tensors, int luts) {
        var values = new ArrayList<float[]>();
        for (int lut = 0; lut < luts; lut++) {
            values.add(new float[shape.embeddingSize()]);
        }
        int at = 0;
        for (List<NDArray> block : tensors) {
            for (NDArray layer : block) {
                float[] column = layer.toFloatArray();
                for (int lut = 0; lut < luts; lut++) {
                    System.arraycopy(column, lut * shape.width(), values.get(lut), at, shape.width());
                }
                at += shape.width();
            }
        }
        return values;
    }

    private static float[] columns(List<float[]> values, int from, int width) {
        var columns = new float[values.size() * width];
        for (int lut = 0; lut < values.size(); lut++) {
            System.arraycopy(values.get(lut), from, columns, lut * width, width);
        }
        return columns;
    }
}
