package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.PaddedLayout.COLOR;

import dev.lutra.network.NetworkShape;

/** What passes between the layers of a network for up to so many points. Rows are points, columns are units. */
final class Activations {

    private final int blocks;
    private final float[][] colors;
    private final float[][] moved;
    private final float[][][] hidden;
    private final float[][] gradients;

    /**
     * Takes the memory.
     *
     * @param width floats of a hidden layer
     * @param points a multiple of {@link MatrixProduct#ROWS}
     * @param keep true to keep all that a backward pass needs; false to use the same arrays again and again
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
        gradients = arrays(2, 2, keep ? points * width : 0);
    }

    /** So many arrays, of which only the first few differ. */
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

    /** The same behind the last block. */
    float[] output() {
        return colors[blocks];
    }

    /** Colours before a block; those before the block behind the last one are the output. */
    float[] colors(int block) {
        return colors[block];
    }

    /** Colours in a block before its scale and shift: x + f(x). */
    float[] moved(int block) {
        return moved[block];
    }

    /** Activations of a hidden layer. */
    float[] hidden(int block, int layer) {
        return hidden[block][layer];
    }

    /** Room for the gradient by the activations of a hidden layer; every other layer has the same. */
    float[] gradient(int layer) {
        return gradients[layer % 2];
    }
}
