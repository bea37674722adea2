package dev.lutra.network;

/**
 * How embeddings are fitted under a frozen network.
 *
 * @param iterations 1 or more
 * @param colorsPerStep fresh colours for each LUT and iteration, a positive multiple of 8
 * @param rate highest learning rate
 * @param seed the same seed gives the same embedding
 */
public record EncodingSettings(int iterations, int colorsPerStep, float rate, long seed) {

    public static final EncodingSettings DEFAULT = new EncodingSettings(4000, 96, 0.2f, 1);

    private static final int WARM_UP = 100;
    private static final double ROUND_FROM = 0.6;

    public EncodingSettings {
        Schedule.check(iterations, colorsPerStep, rate);
    }

    Schedule schedule() {
        return new Schedule(iterations, rate, 1, WARM_UP, ROUND_FROM);
    }
}
