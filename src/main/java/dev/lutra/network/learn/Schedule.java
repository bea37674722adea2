package dev.lutra.network.learn;

/**
 * How fast to learn at which iteration: a linear warm-up, then a cosine down to 0; and from when on the embeddings are
 * rounded.
 *
 * @param iterations in all, 1 or more
 * @param rate of the shared weights at its highest
 * @param embeddingFactor the rate of embeddings over that of shared weights
 * @param warmUp iterations of the warm-up
 * @param roundFrom share of the iterations after which embeddings are seen as they will be stored, 0…1
 */
record Schedule(int iterations, float rate, float embeddingFactor, int warmUp, double roundFrom) {

    /** @throws IllegalArgumentException if these cannot make a run */
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
