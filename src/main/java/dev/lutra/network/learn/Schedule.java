package dev.lutra.network.learn;

/**
 * The learning rate of each iteration: a linear warm-up, then a cosine down to 0. It also gives the iteration from
 * which embeddings are rounded.
 *
 * @param iterations the number of iterations, 1 or more
 * @param rate the highest rate of the shared weights
 * @param embeddingFactor the rate of embeddings divided by that of shared weights
 * @param warmUp the number of iterations of the warm-up
 * @param roundFrom the share of the iterations, 0…1, after which the network sees the embeddings as they will be stored
 */
record Schedule(int iterations, float rate, float embeddingFactor, int warmUp, double roundFrom) {

    /** @throws IllegalArgumentException if these settings are not possible */
    static void check(int iterations, int colorsPerStep, float rate) {
        if (iterations < 1 || colorsPerStep < 8 || colorsPerStep % 8 != 0 || !(rate > 0)) {
            throw new IllegalArgumentException(
                    "iterations %d and rate %s must be positive, colours per step %d a positive multiple of 8"
                            .formatted(iterations, rate, colorsPerStep));
        }
    }

    float sharedRate(long iteration) {
        double rise = Math.min(1, (iteration + 1.0) / warmUp);
        double fall = 0.5 * (1 + Math.cos(Math.PI * iteration / iterations));
        return (float) (rate * rise * fall);
    }

    float embeddingRate(long iteration) {
        return embeddingFactor * sharedRate(iteration);
    }

    boolean rounded(long iteration) {
        return iteration >= roundFrom * iterations;
    }
}
