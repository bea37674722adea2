package dev.lutra.network.learn;

import dev.lutra.network.Network;
import dev.lutra.network.engine.Loss;

/**
 * The settings for fitting embeddings to a frozen network.
 *
 * @param iterations iterations of Adam, 1 or more
 * @param colorsPerStep the number of new colours for each LUT and iteration, a positive multiple of 8
 * @param rate the highest learning rate
 * @param seed the same seed gives the same embedding
 * @param colors the distribution of the training colours
 * @param loss the loss that is minimised; the refinements minimise only {@link Loss#DELTA_E}, and serve the rounding alone
 *     otherwise
 * @param refinements the steps of {@link LevenbergMarquardt} that follow: 1 or more for a network with a prior, 0
 *     for others
 * @param refinementColors the number of new colours of each of them, a positive multiple of 8
 */
public record EncodingSettings(
        int iterations,
        int colorsPerStep,
        float rate,
        long seed,
        ColorDistribution colors,
        Loss loss,
        int refinements,
        int refinementColors) {

    private static final int WARM_UP = 100;
    private static final double ROUND_FROM = 0.6;

    public EncodingSettings {
        Schedule.check(iterations, colorsPerStep, rate);
        if (refinements < 0 || refinementColors < 8 || refinementColors % 8 != 0) {
            throw new IllegalArgumentException(
                    "refinements %d must not be negative, and their colours %d a positive multiple of 8"
                            .formatted(refinements, refinementColors));
        }
    }

    /** Good settings for a network. A LUT takes about a second on a thread. */
    public static EncodingSettings of(Network network) {
        return of(network, Effort.NORMAL);
    }

    /** Good settings for a network. */
    public static EncodingSettings of(Network network, Effort effort) {
        boolean high = effort == Effort.HIGH;
        if (network.prior() != null) {
            var uniform = ColorDistribution.UNIFORM;
            return new EncodingSettings(5000, 64, 0.03f, 1, uniform, Loss.DELTA_E, high ? 20 : 6, 1536);
        }
        int times = high ? 2 : 1;
        // A bijective network has many numbers for each LUT, which a quarter of the time fits equally well.
        return network.bijective()
                ? new EncodingSettings(times * 1200, 64, 0.2f, 1)
                : new EncodingSettings(times * 4000, 96, 0.2f, 1);
    }

    /** Settings for embeddings that a training has learned already: a part of its work, for a long one up to a limit. */
    static EncodingSettings after(TrainingSettings training) {
        int iterations = Math.clamp(training.iterations() / 10, 1, 2000);
        int refinements = Math.clamp(training.iterations() / 2000, 2, 12);
        return new EncodingSettings(
                iterations, 64, 0.01f, training.seed(), training.colors(), training.loss(), refinements, 1536);
    }

    /** Settings with uniform colours and {@link Loss#COLOR}, without refinements. */
    public EncodingSettings(int iterations, int colorsPerStep, float rate, long seed) {
        this(iterations, colorsPerStep, rate, seed, ColorDistribution.UNIFORM, Loss.COLOR, 0, 8);
    }

    /** The schedule of Adam. Without a prior, the network sees embeddings as signed bytes at the end. */
    Schedule schedule(boolean hasPrior) {
        return new Schedule(iterations, rate, 1, hasPrior ? 1 : WARM_UP, 1, 1, hasPrior ? 1 : ROUND_FROM);
    }
}
