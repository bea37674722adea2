package dev.lutra.network.engine;

/**
 * The loss (|e| − δ/2)/δ, or e²/2δ² if |e| ≤ δ, where e is the error of an output 0…1. It is the mean over colours and
 * channels.
 */
public final class SmoothL1 {

    /** The half-width δ of the quadratic part, in output units: about 2.5 steps of 8 bits. */
    public static final float DELTA = 0.01f;

    private SmoothL1() {}

    /** The loss of one channel. */
    public static float of(float error) {
        float size = Math.abs(error);
        float inner = Math.min(size, DELTA);
        return inner * (size - inner / 2) / DELTA;
    }

    /** Its derivative with respect to the error. */
    public static float derivative(float error) {
        return Math.clamp(error / DELTA, -1f, 1f);
    }
}
