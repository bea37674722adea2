package dev.lutra.network.learn;

import dev.lutra.network.engine.AdamConstants;

/** Adam (Kingma and Ba, 2014) over an array of numbers. */
final class Adam {

    private final float[] values;
    private final float[] mean;
    private final float[] variance;
    private long steps;

    /** Starts with moments of 0 for numbers that it will update in place. */
    Adam(float[] values) {
        this.values = values;
        mean = new float[values.length];
        variance = new float[values.length];
    }

    /** Moves every number one step against its gradient. */
    void update(float[] gradient, float rate) {
        update(gradient, rate, 0);
    }

    /**
     * Moves every number one step against its gradient.
     *
     * @param decay the factor of the L2 penalty: half of it times the squared numbers is added to the loss
     */
    void update(float[] gradient, float rate, float decay) {
        steps++;
        float corrected = AdamConstants.corrected(rate, steps);
        for (int i = 0; i < values.length; i++) {
            float g = gradient[i] + decay * values[i];
            mean[i] += (1 - AdamConstants.BETA1) * (g - mean[i]);
            variance[i] += (1 - AdamConstants.BETA2) * (g * g - variance[i]);
            values[i] -= corrected * mean[i] / ((float) Math.sqrt(variance[i]) + AdamConstants.EPSILON);
        }
    }

    float[] values() {
        return values;
    }

    /** The numbers, both moments, and the count of steps, one after the other, for a checkpoint. */
    float[] state() {
        int n = values.length;
        var state = new float[3 * n + 1];
        System.arraycopy(values, 0, state, 0, n);
        System.arraycopy(mean, 0, state, n, n);
        System.arraycopy(variance, 0, state, 2 * n, n);
        state[3 * n] = steps;
        return state;
    }

    /** @throws IllegalArgumentException if the state has another length */
    void restore(float[] state) {
        int n = values.length;
        if (state.length != 3 * n + 1) {
            throw new IllegalArgumentException("a state of %d numbers, not %d".formatted(state.length, 3 * n + 1));
        }
        System.arraycopy(state, 0, values, 0, n);
        System.arraycopy(state, n, mean, 0, n);
        System.arraycopy(state, 2 * n, variance, 0, n);
        steps = (long) state[3 * n];
    }
}
