package dev.lutra.network.learn;

import dev.lutra.network.Network;
import dev.lutra.network.engine.Loss;

/**
 * The settings for fitting embeddings to a frozen network.
 *
 * @param iterations 1 or more
 * @param colorsPerStep the number of new colours for each LUT and iteration, a positive multiple of 8
 * @param rate the highest learning rate
 * @param seed the same seed gives the same embedding
 * @param colors the distribution of the training colours
 * @param loss the loss that is minimised
 */
public record EncodingSettings(
        int iterations, int colorsPerStep, float rate, long seed, ColorDistribution colors, Loss loss) {

    private static final EncodingSettings PLAIN = new EncodingSettings(4000, 96, 0.2f, 1);
    /** A bijective network has many numbers for each LUT, which a quarter of the time fits equally well. */
    private static final EncodingSettings BIJECTIVE = new EncodingSettings(1200, 64, 0.2f, 1);

    private static final int WARM_UP = 100;
    private static final double ROUND_FROM = 0.6;

    public EncodingSettings {
        Schedule.check(iterations, colorsPerStep, rate);
    }

    /** Good settings for a network. A LUT takes some tenths of a second on a thread. */
    public static EncodingSettings of(Network network) {
        return network.bijective() ? BIJECTIVE : PLAIN;
    }

    /** Settings with uniform colours and {@link Loss#COLOR}. */
    public EncodingSettings(int iterations, int colorsPerStep, float rate, long seed) {
        this(iterations, colorsPerStep, rate, seed, ColorDistribution.UNIFORM, Loss.COLOR);
    }

    Schedule schedule() {
        return new Schedule(iterations, rate, 1, WARM_UP, 1, 1, ROUND_FROM);
    }
}
