package dev.lutra.codec;

/** Everything that the lattices of one size have in common, in colour or monochrome. */
final class LatticeCoder {

    private final int size;
    private final boolean monochrome;
    private final CodecConstants constants;
    private final AxisTransform axis;
    private final CoefficientTable table;

    LatticeCoder(CodecConstants constants, int size, boolean monochrome) {
        this.size = size;
        this.monochrome = monochrome;
        this.constants = constants;
        axis = new AxisTransform(size);
        table = new CoefficientTable(constants, axis, monochrome);
    }

    int size() {
        return size;
    }

    int points() {
        return size * size * size;
    }

    /** Channels of the signal, and of the look. */
    int channels() {
        return monochrome ? 1 : 3;
    }

    /**
     * Turns a signal into coefficients.
     *
     * @param signal a plane for each channel
     * @return by index
     */
    float[] analyse(float[][] signal) {
        var coefficients = new float[table.count()];
        var transform = new LatticeTransform(axis);
        for (int channel = 0; channel < signal.length; channel++) {
            float[] plane = signal[channel].clone();
            transform.analyse(plane);
            System.arraycopy(plane, 0, coefficients, channel * points(), points());
        }
        return coefficients;
    }

    /** Quantises coefficients; a bit costs {@code lambda} squared quanta. */
    CoefficientChoice choose(float[] coefficients, Step step, float lambda) {
        return new CoefficientChoice(table, constants.coefficientBits(), step, coefficients, lambda);
    }

    /**
     * The signal of quantised coefficients.
     *
     * @param levels by index
     * @return a plane for each channel
     */
    float[][] synthesise(int[] levels, Step step) {
        var signal = new float[channels()][points()];
        var transform = new LatticeTransform(axis);
        float quantum = step.quantum();
        int index = 0;
        for (float[] plane : signal) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = quantum * levels[index++];
            }
            transform.synthesise(plane);
        }
        return signal;
    }

    /**
     * Writes a detail's coefficients, or reads them into what is given.
     *
     * @param count how many are written
     */
    void codeCoefficients(BitCoder coder, Step step, int[] levels, int count) {
        CoefficientCoder.code(coder, table, constants.coefficientBits(), step, levels, count);
    }

    /** Writes what makes a detail's greys exact, or reads it into what is given. */
    void codeGreys(BitCoder coder, Step step, GreyCorrection greys) {
        GreyCoder.code(coder, constants.greyBits(), step, greys);
    }

    /** How many coefficients a lattice has. */
    int coefficients() {
        return table.count();
    }
}
