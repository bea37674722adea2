package dev.lutra.network.learn;

import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.synthetic.SyntheticLooks;

/**
 * The settings of a training.
 *
 * @param shape the shape of the network
 * @param iterations 1 or more
 * @param colorsPerStep the number of new colours for each LUT and iteration, a positive multiple of 8
 * @param rate the highest learning rate of the shared weights; that of embeddings is 3 times as high
 * @param seed the same seed gives the same network
 * @param colors the distribution of the training colours
 * @param loss the loss that is minimised
 * @param bijective true for a network that can be inverted
 * @param augment the number of synthetic looks that are learned beside the LUTs, 0 or more; see {@link SyntheticLooks}.
 *     They make the network better for looks that it never saw, and the means of embeddings the means of their looks
 */
public record TrainingSettings(
        NetworkShape shape,
        int iterations,
        int colorsPerStep,
        float rate,
        long seed,
        ColorDistribution colors,
        Loss loss,
        boolean bijective,
        int augment) {

    /** The default of {@link #iterations}: 512 LUTs take about a quarter of an hour on two cores. */
    public static final int ITERATIONS = 20_000;
    /** The default of {@link #colorsPerStep}. */
    public static final int COLORS_PER_STEP = 64;
    /** The default of {@link #rate}. */
    public static final float RATE = 0.015f;
    /** The default of {@link #seed}. */
    public static final long SEED = 1;
    /** The default of {@link #loss}. */
    public static final Loss LOSS = Loss.DELTA_E;

    /** The largest number of synthetic looks: their lattices take 60 MB of memory a thousand. */
    public static final int MAX_AUGMENT = 10_000;

    private static final int DEFAULT_AUGMENT = 1000;
    /** The default for few LUTs is relative to them, so that each of them is still seen often. */
    private static final int DEFAULT_AUGMENT_PER_LUT = 3;

    private static final float EMBEDDING_FACTOR = 3;
    private static final int WARM_UP = 200;
    /** The second cosine of {@link Schedule}: 520 and 200 of 720 seconds measured best, at 0.008 after 0.015. */
    private static final double RESTART = 0.72;

    private static final double RESTART_RATE = 0.53;
    /**
     * The factor of the L2 penalty of embeddings, in units of ΔE76. It keeps them close together, so that an encoding
     * finds its way, and a mean of two lies among others.
     */
    private static final float DECAY = 2e-3f;
    /** The same for {@link Loss#COLOR}, whose unit is about a hundred times as large. */
    private static final float COLOR_DECAY = 2e-5f;

    /** In the last third of a bijective training the network sees the embeddings as they will be stored. */
    private static final double ROUND_FROM = 2.0 / 3;

    public TrainingSettings {
        Schedule.check(iterations, colorsPerStep, rate);
        if (augment < 0 || augment > MAX_AUGMENT) {
            throw new IllegalArgumentException("augment is %d, must be 0…%d".formatted(augment, MAX_AUGMENT));
        }
        if (bijective && !shape.scaled().isEmpty()) {
            throw new IllegalArgumentException("a bijective network has no scales");
        }
        if (!bijective && shape.embeddingSize() > EmbeddingPrior.MOST_NUMBERS) {
            throw new IllegalArgumentException("%s has %,d numbers for each LUT, %,d are possible"
                    .formatted(shape, shape.embeddingSize(), EmbeddingPrior.MOST_NUMBERS));
        }
    }

    /** Settings without synthetic looks. */
    public TrainingSettings(
            NetworkShape shape,
            int iterations,
            int colorsPerStep,
            float rate,
            long seed,
            ColorDistribution colors,
            Loss loss,
            boolean bijective) {
        this(shape, iterations, colorsPerStep, rate, seed, colors, loss, bijective, 0);
    }

    /** Settings of a network that is not bijective. */
    public TrainingSettings(
            NetworkShape shape,
            int iterations,
            int colorsPerStep,
            float rate,
            long seed,
            ColorDistribution colors,
            Loss loss) {
        this(shape, iterations, colorsPerStep, rate, seed, colors, loss, false);
    }

    /** Settings with uniform colours and {@link Loss#COLOR}, for a network that is not bijective. */
    public TrainingSettings(NetworkShape shape, int iterations, int colorsPerStep, float rate, long seed) {
        this(shape, iterations, colorsPerStep, rate, seed, ColorDistribution.UNIFORM, Loss.COLOR);
    }

    /** The default of {@link #augment} for a number of LUTs. A bijective network learns no synthetic looks. */
    public static int augmentFor(int luts, boolean bijective) {
        return bijective ? 0 : (int) Math.min(DEFAULT_AUGMENT, (long) DEFAULT_AUGMENT_PER_LUT * luts);
    }

    Schedule schedule() {
        return new Schedule(
                iterations, rate, EMBEDDING_FACTOR, WARM_UP, RESTART, RESTART_RATE, bijective ? ROUND_FROM : 1);
    }

    /** The factor of the L2 penalty of embeddings; 0 for a bijective network. */
    float decay() {
        if (bijective) {
            return 0;
        }
        return loss == Loss.DELTA_E ? DECAY : COLOR_DECAY;
    }
}
