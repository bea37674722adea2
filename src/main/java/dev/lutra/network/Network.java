package dev.lutra.network;

import dev.lutra.codec.CodecConstants;
import java.util.List;

/**
 * What all looks share: the weights, and the constants of the coder of their details.
 *
 * @param shape the shape that they fill
 * @param blocks one array for each block, {@link NetworkShape#sharedPerBlock()} floats, laid out as {@link BlockLayout}
 *     says
 * @param bijective true if every block can be inverted, which training holds to and {@link LipschitzBound} proves
 * @param details constants of the coder of details that are added to what this network predicts
 */
public record Network(NetworkShape shape, List<float[]> blocks, boolean bijective, CodecConstants details) {

    /** Half the slope of the map from [0,1] into the domain of atanh (paper, equation 2). */
    public static final float ALPHA = 0.9f;

    public Network {
        blocks = List.copyOf(blocks);
        if (blocks.size() != shape.blocks()) {
            throw new IllegalArgumentException(
                    "%d blocks of weights for a shape of %d".formatted(blocks.size(), shape.blocks()));
        }
        int weights = shape.sharedPerBlock();
        for (float[] block : blocks) {
            if (block.length != weights) {
                throw new IllegalArgumentException(
                        "a block has %d weights, its shape wants %d".formatted(block.length, weights));
            }
        }
    }

    /** Weights for which no constants were trained: those of details against the identity serve. */
    public Network(NetworkShape shape, List<float[]> blocks, boolean bijective) {
        this(shape, blocks, bijective, CodecConstants.identity());
    }

    /** Weights that nothing holds to be bijective, likewise. */
    public Network(NetworkShape shape, List<float[]> blocks) {
        this(shape, blocks, false);
    }

    /** The same weights with other constants. */
    public Network withDetails(CodecConstants details) {
        return new Network(shape, blocks, bijective, details);
    }

    /** The same weights in the precision in which a model file stores them. */
    public Network toFloat16() {
        return new Network(shape, blocks.stream().map(Network::toFloat16).toList(), bijective, details);
    }

    private static float[] toFloat16(float[] values) {
        var rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return rounded;
    }
}
