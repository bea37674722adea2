package dev.lutra.network.engine;

/**
 * The loss: |e| − δ/2, but e²/2δ where |e| ≤ δ, over δ; e is the error of an output 0…1. Mean over colours and channels.
 */
public final class SmoothL1 {

    /** Half-width of the quadratic part, in output units: about 2.5 steps of 8 bits. */
    public static final float DELTA = 0.01f;

    private SmoothL1() {}

    /** Loss of one channel. */
    public static float of(float error) {
        float size = Math.abs(error);
        float inner = Math.min(size, DELTA);
        return inner * (size - inner / 2) / DELTA;
    }

    /** Its derivative by the error. */
    public static float derivative(float error) {
        return Math.clamp(error / DELTA, -1f, 1f);
    }
}
