package dev.lutra.network.learn;

/** Adam (Kingma and Ba, 2014) over an array of numbers. */
final class Adam {

    private static final float BETA1 = 0.9f;
    /**
     * This is lower than the usual 0.999: Adam then forgets the large first gradients sooner, which improved
     * measurements.
     */
    private static final float BETA2 = 0.99f;

    private static final float EPSILON = 1e-8f;

    private final float[] values;
    private final float[] mean;
    private final float[] variance;

    /** Starts with moments of 0 for numbers that it will update in place. */
    Adam(float[] values) {
        this.values = values;
        mean = new float[values.length];
        variance = new float[values.length];
    }

    /**
     * Moves every number one step against its gradient.
     *
     * @param step the number of the step, counted from 1
     */
    void update(float[] gradient, long step, float rate) {
        float corrected =
                (float) (rate * Math.sqrt(1 - Math.pow(BETA2, (double) step)) / (1 - Math.pow(BETA1, (double) step)));
        for (int i = 0; i < values.length; i++) {
            float g = gradient[i];
            mean[i] += (1 - BETA1) * (g - mean[i]);
            variance[i] += (1 - BETA2) * (g * g - variance[i]);
            values[i] -= corrected * mean[i] / ((float) Math.sqrt(variance[i]) + EPSILON);
        }
    }

    float[] values() {
        return values;
    }

    /** The numbers and both moments, one after the other, for a checkpoint. */
    float[] state() {
        int n = values.length;
        var state = new float[3 * n];
        System.arraycopy(values, 0, state, 0, n);
        System.arraycopy(mean, 0, state, n, n);
        System.arraycopy(variance, 0, state, 2 * n, n);
        return state;
    }

    /** @throws IllegalArgumentException if the state has another length */
    void restore(float[] state) {
        int n = values.length;
        if (state.length != 3 * n) {
            throw new IllegalArgumentException("a state of %d numbers, not %d".formatted(state.length, 3 * n));
        }
        System.arraycopy(state, 0, values, 0, n);
        System.arraycopy(state, n, mean, 0, n);
        System.arraycopy(state, 2 * n, variance, 0, n);
    }
}
