package dev.lutra.network;

import java.util.Arrays;
import java.util.List;

/**
 * The distribution of the embeddings of a training, each number for itself: what is known of the embedding of a look that
 * the network never saw. An encoding starts at the mean, and stores multiples of the deviations.
 *
 * @param mean the means, in the order of an embedding
 * @param deviation the standard deviations, as many, all above 0
 */
public record EmbeddingPrior(float[] mean, float[] deviation) {

    /** The numbers of the largest embedding that can be refined: a fit keeps several matrices of its square. */
    public static final int MOST_NUMBERS = 2048;

    /** A deviation is never less than this share of the mean of all, so that a new look may differ everywhere. */
    private static final double LEAST_SHARE = 0.05;

    private static final float LEAST = 1e-3f;

    /**
     * @throws IllegalArgumentException if the lengths differ or are above {@link #MOST_NUMBERS}, or if a number is not
     *     finite or a deviation not above 0
     */
    public EmbeddingPrior {
        if (mean.length != deviation.length) {
            throw new IllegalArgumentException("%d means but %d deviations".formatted(mean.length, deviation.length));
        }
        if (mean.length > MOST_NUMBERS) {
            throw new IllegalArgumentException(
                    "a prior of %,d numbers, %,d are possible".formatted(mean.length, MOST_NUMBERS));
        }
        for (int i = 0; i < mean.length; i++) {
            if (!Float.isFinite(mean[i]) || !Float.isFinite(deviation[i]) || !(deviation[i] > 0)) {
                throw new IllegalArgumentException(
                        "number %d has a mean of %s and a deviation of %s".formatted(i, mean[i], deviation[i]));
            }
        }
    }

    /**
     * The distribution of embeddings.
     *
     * @param embeddings 1 or more, of the same length
     */
    public static EmbeddingPrior of(List<float[]> embeddings) {
        int numbers = embeddings.getFirst().length;
        var mean = new float[numbers];
        var deviation = new float[numbers];
        double sum = 0;
        for (int i = 0; i < numbers; i++) {
            int number = i;
            double m = embeddings.stream().mapToDouble(e -> e[number]).average().orElseThrow();
            double variance = embeddings.stream()
                    .mapToDouble(e -> (e[number] - m) * (e[number] - m))
                    .average()
                    .orElseThrow();
            mean[i] = (float) m;
            deviation[i] = (float) Math.sqrt(variance);
            sum += deviation[i];
        }
        float least = Math.max(LEAST, (float) (LEAST_SHARE * sum / numbers));
        for (int i = 0; i < numbers; i++) {
            deviation[i] = Math.max(deviation[i], least);
        }
        return new EmbeddingPrior(mean, deviation);
    }

    /** The same distribution in the precision of a model file. Deviations stay above 0. */
    public EmbeddingPrior toFloat16() {
        float[] deviations = Network.toFloat16(deviation);
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.max(deviations[i], Float.float16ToFloat((short) 1));
        }
        return new EmbeddingPrior(Network.toFloat16(mean), deviations);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmbeddingPrior that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(deviation, that.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    }
}
