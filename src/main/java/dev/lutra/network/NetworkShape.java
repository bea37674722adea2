package dev.lutra.network;

/**
 * The shape of a network: {@code blocks} residual blocks, each an MLP 3 → width → … → width → 3 of {@code layers} hidden
 * layers with tanh (paper, section 3.1).
 *
 * @param blocks number of residual blocks, 1…64
 * @param layers hidden layers in a block, 1…16
 * @param width units of a hidden layer, 4…256
 * @param bias which hidden layers carry a bias of each LUT's own
 */
public record NetworkShape(int blocks, int layers, int width, Bias bias) {

    /** Where a LUT's own numbers enter a block. */
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
    }

    /** Hidden layers of a block that carry a bias of each LUT's own. */
    public int biasedLayers() {
        return bias == Bias.ALL ? layers : 1;
    }

    /** Numbers of one LUT in one block. */
    public int embeddingPerBlock() {
        return biasedLayers() * width;
    }

    /** Numbers of one LUT. */
    public int embeddingSize() {
        return blocks * embeddingPerBlock();
    }

    /** Shared weights of one block, which lie there as {@link BlockLayout} says. */
    public int sharedPerBlock() {
        return BlockLayout.of(this).weights();
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%s is %d, must be %d…%d".formatted(name, value, min, max));
        }
    }
}
