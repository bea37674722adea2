package dev.lutra.network.learn.synthetic;

import java.util.SplittableRandom;

/**
 * Draws the parameters of operations.
 *
 * @param strength multiplies what departs from the identity: 0 is none, 1 is usual
 */
record Draws(SplittableRandom random, float strength) {

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    float uniform(double from, double to) {
        return (float) random.nextDouble(from, to);
    }

    /** Uniform, times the strength. */
    float amount(double from, double to) {
        return strength * uniform(from, to);
    }

    /** A normal distribution around 0. Its deviation is multiplied by the strength. */
    float normal(double deviation) {
        return (float) (strength * deviation * random.nextGaussian());
    }

    /** A log-normal factor with median 1: the exponential of {@link #normal}. */
    float factor(double deviation) {
        return (float) Math.exp(normal(deviation));
    }

    /** A value for each channel out of {@link #normal}. */
    float[] normals(double deviation) {
        return new float[] {normal(deviation), normal(deviation), normal(deviation)};
    }

    Draws stronger(float factor) {
        return new Draws(random, factor * strength);
    }
}
