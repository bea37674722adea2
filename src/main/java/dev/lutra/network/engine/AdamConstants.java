package dev.lutra.network.engine;

/** The constants of Adam (Kingma and Ba, 2014), on the host and on a device alike. */
public final class AdamConstants {

    /** The share of the mean of the gradients that a step keeps. */
    public static final float BETA1 = 0.9f;

    /**
     * The share of their variance that a step keeps. It is lower than the usual 0.999: Adam then forgets the large first
     * gradients sooner, which improved measurements.
     */
    public static final float BETA2 = 0.99f;

    /** Is added to the root of the variance. */
    public static final float EPSILON = 1e-8f;

    private AdamConstants() {}

    /**
     * The rate of a step with the corrections of both moments, which start at 0.
     *
     * @param step the number of the step, counted from 1
     */
    public static float corrected(float rate, long step) {
        return (float) (rate * Math.sqrt(1 - Math.pow(BETA2, (double) step)) / (1 - Math.pow(BETA1, (double) step)));
    }
}
