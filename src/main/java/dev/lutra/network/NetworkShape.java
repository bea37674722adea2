package dev.lutra.network;

import java.util.List;

/**
 * The shape of a network: {@code blocks} residual blocks. Each is an MLP 3 → width → … → width → 3 with {@code layers}
 * hidden layers with tanh (paper, section 3.1).
 *
 * @param blocks number of residual blocks, 1…64
 * @param layers hidden layers in a block, 1…16
 * @param width units of a hidden layer, 4…256
 * @param bias the hidden layers that have a separate bias for each LUT
 * @param scaled the hidden layers that also have a separate scale for each LUT, counted from 0, ascending; each of them
 *     has a bias. A layer with both computes tanh((1 + s)·(W x) + b), as in FiLM (Perez et al. 2018)
 */
public record NetworkShape(int blocks, int layers, int width, Bias bias, List<Integer> scaled) {

    /** The places in a block where the numbers of a LUT enter. */
    public enum Bias {
        /** On the first hidden layer only, as in the paper. */
        FIRST,
        /** On every hidden layer. */
        ALL
    }

    public NetworkShape {
        requireRange("blocks", blocks, 1, 64);
        requireRange("layers", layers, 1, 16);
        requireRange("width", width, 4, 256);
        scaled = List.copyOf(scaled);
        int last = -1;
        for (int layer : scaled) {
            requireRange("scaled layer", layer, last + 1, (bias == Bias.ALL ? layers : 1) - 1);
            last = layer;
        }
    }

    /** A shape without scales. */
    public NetworkShape(int blocks, int layers, int width, Bias bias) {
        this(blocks, layers, width, bias, List.of());
    }

    /** The number of hidden layers of a block that have a separate bias for each LUT. */
    public int biasedLayers() {
        return bias == Bias.ALL ? layers : 1;
    }

    /** The number of values of one LUT in one block. */
    public int embeddingPerBlock() {
        return (biasedLayers() + scaled.size()) * width;
    }

    /** The number of values of one LUT. */
    public int embeddingSize() {
        return blocks * embeddingPerBlock();
    }

    /** The number of shared weights of one block, in the order of {@link BlockLayout}. */
    public int sharedPerBlock() {
        return BlockLayout.of(this).weights();
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%s is %d, must be %d…%d".formatted(name, value, min, max));
        }
    }
}
