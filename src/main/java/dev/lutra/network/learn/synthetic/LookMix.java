package dev.lutra.network.learn.synthetic;

import java.util.List;

/**
 * The weighted mean of the outputs of looks for the same colour. Each output is clamped to 0…1 before.
 *
 * @param weights gives one weight for each look
 */
record LookMix(List<AppliedLook> looks, Weights weights) implements ColorOperation {

    /** The weights of looks at a colour. */
    @FunctionalInterface
    interface Weights {

        /**
         * Computes the weight of each look.
         *
         * @return as many values as there are looks, 0…1 with the sum 1
         */
        float[] at(float[] rgb, int at);
    }

    /** The same weights for all colours. */
    static Weights constant(float... parts) {
        float sum = 0;
        for (float part : parts) {
            sum += part;
        }
        var weights = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            weights[i] = parts[i] / sum;
        }
        return (rgb, at) -> weights;
    }

    /**
     * The first of two looks for bright colours, the second for dark ones, by a smooth step of the luma.
     *
     * @param threshold the luma where both have the same weight
     * @param softness half of the width of the step, above 0
     */
    static Weights byLuma(float threshold, float softness) {
        return (rgb, at) -> pair(ColorOperation.smoothstep(
                ColorOperation.clamp(0.5f + 0.5f * (ColorOperation.luma(rgb, at) - threshold) / softness)));
    }

    /** The first of two looks for warm colours, the second for cold ones: 0.5 + 0.8 (R − B), clamped to 0…1. */
    static Weights byWarmth() {
        return (rgb, at) -> pair(ColorOperation.clamp(0.5f + 0.8f * (rgb[at] - rgb[at + 2])));
    }

    @Override
    public void apply(float[] rgb, int at) {
        float[] weight = weights.at(rgb, at);
        var mix = new float[3];
        for (int look = 0; look < weight.length; look++) {
            float[] output = {rgb[at], rgb[at + 1], rgb[at + 2]};
            looks.get(look).applyClamped(output, 0);
            for (int channel = 0; channel < 3; channel++) {
                mix[channel] += weight[look] * output[channel];
            }
        }
        System.arraycopy(mix, 0, rgb, at, 3);
    }

    private static float[] pair(float first) {
        return new float[] {first, 1 - first};
    }
}
