package dev.lutra.codec;

/**
 * The step of the quantisation of coefficients. Its quantum is {@code 64 · 2^(−index/8)} units of the signal.
 *
 * @param index the index, {@link #MIN}…{@link #MAX}
 */
record Step(int index) {

    static final int MIN = -64;
    static final int MAX = 95;

    /** The index at which the quantum is 1. */
    private static final int UNIT = 48;

    Step {
        if (index < MIN || index > MAX) {
            throw new InvalidDetail("the detail has the step %d, which is not within %d…%d".formatted(index, MIN, MAX));
        }
    }

    /** The quantum, in units of the signal. */
    float quantum() {
        return (float) StrictMath.pow(2, (UNIT - index) / 8.0);
    }

    /** The number of quanta in a unit of the signal, in eighths of an octave. */
    int fineness() {
        return index - UNIT;
    }
}
