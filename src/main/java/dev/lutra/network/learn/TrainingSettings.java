package dev.lutra.network.learn;

import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Loss;

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
 * @param blends true to learn the means of LUTs as blends of their embeddings, which costs the LUTs some accuracy; a
 *     bijective network never does
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
        boolean blends) {

    /** The default of {@link #iterations}: 512 LUTs take about ten minutes on two cores. */
    public static final int ITERATIONS = 20_000;

    /** The default of {@link #colorsPerStep}. */
    public static final int COLORS_PER_STEP = 64;

    /** The default of {@link #rate}. */
    public static final float RATE = 0.015f;

    /** The default of {@link #seed}. */
    public static final long SEED = 1;

    /** The default of {@link #loss}. */
    public static final Loss LOSS = Loss.COLOR;

    private static final float EMBEDDING_FACTOR = 3;
    private static final int WARM_UP = 200;
    /** In the last third of a training the network sees the embeddings as they will be stored. */
    private static final double ROUND_FROM = 2.0 / 3;

    public TrainingSettings {
        Schedule.check(iterations, colorsPerStep, rate);
    }

    /** Settings without blends. */
    public TrainingSettings(
            NetworkShape shape,
            int iterations,
            int colorsPerStep,
            float rate,
            long seed,
            ColorDistribution colors,
            Loss loss,
            boolean bijective) {
        this(shape, iterations, colorsPerStep, rate, seed, colors, loss, bijective, false);
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

    Schedule schedule() {
        return new Schedule(iterations, rate, EMBEDDING_FACTOR, WARM_UP, ROUND_FROM);
    }
}
