package dev.lutra.network;

import java.util.List;

/**
 * The shared weights.
 *
 * @param shape the shape that they fill
 * @param blocks one array for each block, {@link NetworkShape#sharedPerBlock()} floats: the matrices in order, each
 *     row-major with a row for each input, then the scale and the shift of the 3 channels
 * @param bijective true if every block can be inverted, which training holds to and {@link Certificate} proves
 */
public record Network(NetworkShape shape, List<float[]> blocks, boolean bijective) {

    /** Half the slope of the map from [0,1] into the domain of atanh (paper, equation 2). */
    public static final float ALPHA = 0.9f;

    public Network {
        blocks = List.copyOf(blocks);
        if (blocks.size() != shape.blocks()) {
            throw new IllegalArgumentException(
                    "%d blocks of weights for a shape of %d".formatted(blocks.size(), shape.blocks()));
        }
        for (float[] block : blocks) {
            if (block.length != shape.sharedPerBlock()) {
                throw new IllegalArgumentException(
                        "a block has %d weights, its shape wants %d".formatted(block.length, shape.sharedPerBlock()));
            }
        }
    }

    /** Weights that nothing holds to be bijective. */
    public Network(NetworkShape shape, List<float[]> blocks) {
        this(shape, blocks, false);
    }

    /** The same weights in the precision in which a model file stores them. */
    Network toFloat16() {
        return new Network(shape, blocks.stream().map(Network::toFloat16).toList(), bijective);
    }

    private static float[] toFloat16(float[] values) {
        var rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return rounded;
    }
}
