package dev.lutra.network.learn;

/**
 * The learning rate of each iteration: a linear warm-up, then a cosine down to 0, and in a training the same again from
 * a lower rate, which settles what the first run left moving. It also gives the iteration from which embeddings are
 * rounded.
 *
 * @param iterations the number of iterations, 1 or more
 * @param rate the highest rate of the shared weights
 * @param embeddingFactor the rate of embeddings divided by that of shared weights
 * @param warmUp the number of iterations of a warm-up
 * @param restart the share of the iterations, 0…1, after which the second cosine starts; 1 for none
 * @param restartRate the highest rate of the second cosine, divided by that of the first
 * @param roundFrom the share of the iterations, 0…1, after which the network sees the embeddings as signed bytes; 1 for
 *     never
 */
record Schedule(
        int iterations,
        float rate,
        float embeddingFactor,
        int warmUp,
        double restart,
        double restartRate,
        double roundFrom) {

    /** @throws IllegalArgumentException if these settings are not possible */
    static void check(int iterations, int colorsPerStep, float rate) {
        if (iterations < 1 || colorsPerStep < 8 || colorsPerStep % 8 != 0 || !(rate > 0)) {
            throw new IllegalArgumentException(
                    "iterations %d and rate %s must be positive, colours per step %d a positive multiple of 8"
                            .formatted(iterations, rate, colorsPerStep));
        }
    }

    float sharedRate(long iteration) {
        double split = restart * iterations;
        return (float)
                (iteration < split
                        ? rate * cosine((double) iteration, split)
                        : rate * restartRate * cosine(iteration - split, iterations - split));
    }

    private double cosine(double iteration, double length) {
        double rise = Math.min(1, (iteration + 1) / warmUp);
        return rise * 0.5 * (1 + Math.cos(Math.PI * iteration / length));
    }

    float embeddingRate(long iteration) {
        return embeddingFactor * sharedRate(iteration);
    }

    boolean rounded(long iteration) {
        return iteration >= roundFrom * iterations;
    }
}
