package dev.lutra.network;

/**
 * How embeddings are fitted under a frozen network.
 *
 * @param iterations 1 or more
 * @param colorsPerStep fresh colours for each LUT and iteration, a positive multiple of 8
 * @param rate highest learning rate
 * @param seed the same seed gives the same embedding
 * @param colors which colours to learn from
 * @param loss to make small
 */
public record EncodingSettings(
        int iterations, int colorsPerStep, float rate, long seed, ColorDistribution colors, Loss loss) {

    public static final EncodingSettings DEFAULT = new EncodingSettings(4000, 96, 0.2f, 1);

    private static final int WARM_UP = 100;
    private static final double ROUND_FROM = 0.6;

    public EncodingSettings {
        Schedule.check(iterations, colorsPerStep, rate);
    }

    /** With uniform colours and {@link Loss#COLOR}. */
    public EncodingSettings(int iterations, int colorsPerStep, float rate, long seed) {
        this(iterations, colorsPerStep, rate, seed, ColorDistribution.UNIFORM, Loss.COLOR);
    }

    Schedule schedule() {
        return new Schedule(iterations, rate, 1, WARM_UP, ROUND_FROM);
    }
}
