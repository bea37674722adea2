package dev.lutra.network.learn;

import dev.lutra.network.Network;
import dev.lutra.network.engine.Loss;

/**
 * How embeddings are fitted under a frozen network.
 *
 * @param iterations 1 or more
 * @param colorsPerStep fresh colours for each LUT and iteration, a positive multiple of 8
 * @param rate highest learning rate
 * @param seed the same seed gives the same embedding
 * @param colors which colours to learn from
 * @param loss that is minimised
 * @param blends true to fit blends with known LUTs as well, which costs some exactness
 */
public record EncodingSettings(
        int iterations, int colorsPerStep, float rate, long seed, ColorDistribution colors, Loss loss, boolean blends) {

    private static final EncodingSettings PLAIN = new EncodingSettings(4000, 96, 0.2f, 1);
    /** Its many numbers for each LUT are found as well in a quarter of the time. */
    private static final EncodingSettings BIJECTIVE = new EncodingSettings(1200, 64, 0.2f, 1);

    private static final int WARM_UP = 100;
    private static final double ROUND_FROM = 0.6;

    public EncodingSettings {
        Schedule.check(iterations, colorsPerStep, rate);
    }

    /** Settings that serve a network well. A LUT takes some tenths of a second on a thread. */
    public static EncodingSettings of(Network network) {
        return network.bijective() ? BIJECTIVE : PLAIN;
    }

    /** With uniform colours and {@link Loss#COLOR}. */
    public EncodingSettings(int iterations, int colorsPerStep, float rate, long seed) {
        this(iterations, colorsPerStep, rate, seed, ColorDistribution.UNIFORM, Loss.COLOR, false);
    }

    /** The same with or without blends. */
    public EncodingSettings withBlends(boolean blends) {
        return new EncodingSettings(iterations, colorsPerStep, rate, seed, colors, loss, blends);
    }

    Schedule schedule() {
        return new Schedule(iterations, rate, 1, WARM_UP, ROUND_FROM);
    }
}
