package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.PaddedLayout.COLOR;

import dev.lutra.network.NetworkShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values between the layers of a network, for a limited number of points. Rows are points, columns are units. */
final class Activations {

    private final int blocks;
    private final float[][] colors;
    private final float[][] moved;
    private final float[][][] hidden;
    private final float[][] @Nullable [] sums;
    private final float[][] gradients;

    /**
     * Allocates the memory.
     *
     * @param width the number of floats of a hidden layer
     * @param points a multiple of {@link MatrixProduct#ROWS}
     * @param keep true to keep all values that a backward pass needs; false to reuse the same arrays
     */
    Activations(NetworkShape shape, int width, int points, boolean keep) {
        blocks = shape.blocks();
        int layers = shape.layers();
        colors = arrays(blocks + 1, keep ? blocks + 1 : 2, points * COLOR);
        moved = arrays(blocks, keep ? blocks : 1, points * COLOR);
        hidden = new float[blocks][layers][];
        float[][] all = arrays(blocks * layers, keep ? blocks * layers : 2, points * width);
        for (int i = 0; i < all.length; i++) {
            hidden[i / layers][i % layers] = all[i];
        }
        sums = new float[blocks][layers][];
        for (float[] @Nullable [] block : sums) {
            for (int layer : keep ? shape.scaled() : List.<Integer>of()) {
                block[layer] = new float[points * width];
            }
        }
        gradients = arrays(2, 2, keep ? points * width : 0);
    }

    /** A list of arrays, of which only the first few differ. */
    private static float[][] arrays(int count, int distinct, int length) {
        var arrays = new float[count][];
        for (int i = 0; i < count; i++) {
            arrays[i] = i < distinct ? new float[length] : arrays[i - distinct];
        }
        return arrays;
    }

    /** Colours on the atanh scale, {@link PaddedLayout#COLOR} floats apart. */
    float[] input() {
        return colors[0];
    }

    /** Colours after the last block, in the same layout. */
    float[] output() {
        return colors[blocks];
    }

    /** Colours before a block. The colours before the block after the last one are the output. */
    float[] colors(int block) {
        return colors[block];
    }

    /** Colours in a block before its scale and shift: x + f(x). */
    float[] moved(int block) {
        return moved[block];
    }

    /** The activations of a hidden layer. */
    float[] hidden(int block, int layer) {
        return hidden[block][layer];
    }

    /** The products W·x of a layer with scales; null if the layer has none, or if nothing is kept. */
    float @Nullable [] sums(int block, int layer) {
        return sums[block][layer];
    }

    /**
     * A buffer for the gradient with respect to the activations of a hidden layer. Every other layer has the same
     * buffer.
     */
    float[] gradient(int layer) {
        return gradients[layer % 2];
    }
}
