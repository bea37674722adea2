package dev.lutra.network.learn;

import dev.lutra.codec.IntegerCoder;
import dev.lutra.network.CodedEmbedding;
import dev.lutra.network.EmbeddingPrior;
import org.jspecify.annotations.Nullable;

/** Rounds the embedding of a look to the finest step whose code fits the bytes of a look. */
final class EmbeddingRounding {

    /** The byte of a look that tells how its embedding is coded. */
    private static final int CODING = 1;

    private EmbeddingRounding() {}

    /**
     * Rounds a point.
     *
     * @param plane the point and the curvature around it, in deviations from the mean
     * @return the mean itself if no step is coarse enough
     */
    static CodedEmbedding round(NearestPlane plane, EmbeddingPrior prior) {
        int numbers = prior.mean().length;
        int largest = CodedEmbedding.mostBytes(numbers) - CODING;
        int coarse = 0;
        int fine = CodedEmbedding.STEPS;
        @Nullable CodedEmbedding best = null;
        while (coarse <= fine) {
            int middle = (coarse + fine) / 2;
            int[] multiples = plane.round(CodedEmbedding.step(middle), IntegerCoder.MAX);
            CodedEmbedding embedding = CodedEmbedding.of(middle, multiples, prior);
            if (embedding.bytes() <= largest) {
                best = embedding;
                coarse = middle + 1;
            } else {
                fine = middle - 1;
            }
        }
        return best != null ? best : CodedEmbedding.of(0, new int[numbers], prior);
    }
}
