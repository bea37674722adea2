package dev.lutra.network.learn.synthetic;

/**
 * A map of the unit cube, of which synthetic looks are made. It depends on nothing but the colour, and threads may share
 * it.
 */
@FunctionalInterface
interface ColorOperation {

    /**
     * Replaces one colour. The result may exceed 0…1.
     *
     * @param rgb an array with a colour, 0…1
     * @param at the index of its red
     */
    void apply(float[] rgb, int at);

    /** Replaces one colour, and clamps the result to 0…1. */
    default void applyClamped(float[] rgb, int at) {
        apply(rgb, at);
        for (int i = at; i < at + 3; i++) {
            rgb[i] = clamp(rgb[i]);
        }
    }

    /** Replaces all colours of an array of RGB triples, and clamps the results to 0…1. */
    default void applyTo(float[] colors) {
        for (int at = 0; at < colors.length; at += 3) {
            applyClamped(colors, at);
        }
    }

    /** Luma with the weights of Rec. 709, of channels that keep their transfer function. 0…1 for colours in 0…1. */
    static float luma(float[] rgb, int at) {
        return 0.2126f * rgb[at] + 0.7152f * rgb[at + 1] + 0.0722f * rgb[at + 2];
    }

    /** The largest channel less the smallest. */
    static float chroma(float[] rgb, int at) {
        float max = Math.max(rgb[at], Math.max(rgb[at + 1], rgb[at + 2]));
        float min = Math.min(rgb[at], Math.min(rgb[at + 1], rgb[at + 2]));
        return max - min;
    }

    /** Clamps to 0…1. NaN becomes 0. */
    static float clamp(float value) {
        return value > 0 ? Math.min(value, 1) : 0;
    }

    /** The cubic step 3t² − 2t³. */
    static float smoothstep(float t) {
        return t * t * (3 - 2 * t);
    }
}
