package dev.lutra.network.learn;

import dev.lutra.network.engine.Engine;
import java.util.SplittableRandom;

/**
 * Mixup (Zhang et al. 2018, "mixup: Beyond Empirical Risk Minimization") of LUTs. In addition to the LUTs, the network
 * learns that the mean of two embeddings gives the same mean of the outputs of the two LUTs. The weight is uniform, a
 * Beta(1, 1) distribution. Without mixup the embeddings between two others are undefined, and give a look unlike both.
 *
 * <p>Each blend mixes a LUT of the group with a partner. Only the LUT of the group learns from it. The partner learns
 * from its own blends, or is fixed.
 */
final class Blends {

    /**
     * The share of a run with blends, which ends before embeddings are rounded. The rest is for the LUTs alone: it
     * restores nearly all of their accuracy and costs the blends little.
     */
    private static final double UNTIL = 0.6;

    private final MixupPartners partners;
    private final int luts;
    private final long seed;
    private final int until;
    /** For each blend the LUT of the group, counted within it, and its weight. */
    private final int[] own;

    private final float[] weights;

    /**
     * @param luts the number of LUTs in the group
     * @param share the number of blends in a step, relative to the number of LUTs
     * @param iterations the iterations of the run
     * @param seed a different seed for each group
     */
    Blends(MixupPartners partners, int luts, float share, int iterations, long seed) {
        this.partners = partners;
        until = (int) (UNTIL * iterations);
        this.luts = luts;
        this.seed = seed;
        own = new int[Math.max(1, Math.round(luts * share))];
        weights = new float[own.length];
    }

    boolean areLearnedAt(long iteration) {
        return iteration < until;
    }

    int count() {
        return own.length;
    }

    /**
     * Draws pairs and weights. The colours are those of the LUT of the group.
     *
     * @param batch contains the LUTs of the group; receives the blends after them
     * @param from the row of the first blend
     */
    void draw(long iteration, Engine.Batch batch, int from) {
        var random = new SplittableRandom(seed + iteration * 0xD1B54A32D192ED03L);
        int values = 3 * batch.colors();
        for (int blend = 0; blend < own.length; blend++) {
            int lut = random.nextInt(luts);
            int other = random.nextInt(partners.count());
            float weight = (float) random.nextDouble();
            int row = from + blend;
            System.arraycopy(batch.x(), lut * values, batch.x(), row * values, values);
            partners.apply(other, batch.x(), batch.target(), row * batch.colors(), batch.colors());
            for (int i = 0; i < values; i++) {
                int at = row * values + i;
                batch.target()[at] = weight * batch.target()[lut * values + i] + (1 - weight) * batch.target()[at];
            }
            batch.embeddings()[row] = mix(batch.embeddings()[lut], partners.embedding(other), weight);
            own[blend] = lut;
            weights[blend] = weight;
        }
    }

    /** Adds the gradient of each blend to that of its LUT, with its weight. */
    void share(float[][] gradients, int from) {
        for (int blend = 0; blend < own.length; blend++) {
            float[] gradient = gradients[own[blend]];
            float[] part = gradients[from + blend];
            for (int i = 0; i < part.length; i++) {
                gradient[i] += weights[blend] * part[i];
            }
        }
    }

    private static float[] mix(float[] one, float[] other, float weight) {
        var mix = new float[one.length];
        for (int i = 0; i < mix.length; i++) {
            mix[i] = weight * one[i] + (1 - weight) * other[i];
        }
        return mix;
    }
}
