package dev.lutra.network;

import dev.lutra.codec.CodecConstants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part that all looks share: the weights, and the constants of the coder of details.
 *
 * @param shape the shape of the weights
 * @param blocks one array for each block, {@link NetworkShape#sharedPerBlock()} floats in the order of {@link
 *     BlockLayout}
 * @param bijective true if every block can be inverted; training ensures this, and {@link LipschitzBound} proves it
 * @param details the constants of the coder of details that are added to the predictions of this network
 * @param prior the distribution of its embeddings, {@link NetworkShape#embeddingSize()} numbers; null for a network whose
 *     embeddings are stored as signed bytes: a bijective one, and one of an older version
 */
public record Network(
        NetworkShape shape,
        List<float[]> blocks,
        boolean bijective,
        CodecConstants details,
        @Nullable EmbeddingPrior prior) {

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
        if (prior != null && prior.mean().length != shape.embeddingSize()) {
            throw new IllegalArgumentException(
                    "a prior of %d numbers, the shape wants %d".formatted(prior.mean().length, shape.embeddingSize()));
        }
    }

    /** A network without trained constants. It uses the constants of details that are added to the identity. */
    public Network(NetworkShape shape, List<float[]> blocks, boolean bijective) {
        this(shape, blocks, bijective, CodecConstants.identity(), null);
    }

    /** A network that need not be bijective, also without trained constants. */
    public Network(NetworkShape shape, List<float[]> blocks) {
        this(shape, blocks, false);
    }

    /** The bytes that the embedding of a look takes at most in a model file. */
    public int embeddingBytes() {
        return prior == null
                ? shape.embeddingSize() + Float.BYTES * shape.blocks()
                : CodedEmbedding.mostBytes(shape.embeddingSize());
    }

    /** The same weights with other constants. */
    public Network withDetails(CodecConstants details) {
        return new Network(shape, blocks, bijective, details, prior);
    }

    /** The same weights with another prior. */
    public Network withPrior(EmbeddingPrior prior) {
        return new Network(shape, blocks, bijective, details, prior);
    }

    /** The same weights in the precision of a model file. */
    public Network toFloat16() {
        return new Network(
                shape,
                blocks.stream().map(Network::toFloat16).toList(),
                bijective,
                details,
                prior == null ? null : prior.toFloat16());
    }

    static float[] toFloat16(float[] values) {
        var rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return rounded;
    }
}
