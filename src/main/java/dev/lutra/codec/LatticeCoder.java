package dev.lutra.codec;

/** The coder for lattices of one size, in colour or monochrome. It holds all parts that these lattices share. */
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

    /** The number of channels of the signal and of the look. */
    int channels() {
        return monochrome ? 1 : 3;
    }

    /**
     * Transforms a signal into coefficients.
     *
     * @param signal one plane for each channel
     * @return the coefficients by index
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

    /** Quantises coefficients. A bit costs {@code lambda} squared quanta. */
    CoefficientChoice choose(float[] coefficients, Step step, float lambda) {
        return new CoefficientChoice(table, constants.coefficientBits(), step, coefficients, lambda);
    }

    /**
     * Transforms quantised coefficients back into a signal.
     *
     * @param levels the levels by index
     * @return one plane for each channel
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
     * Writes the coefficients of a detail, or reads them into {@code levels}.
     *
     * @param count the number of coefficients to write
     */
    void codeCoefficients(BitCoder coder, Step step, int[] levels, int count) {
        CoefficientCoder.code(coder, table, constants.coefficientBits(), step, levels, count);
    }

    /** Writes the grey correction of a detail, or reads it into {@code greys}. */
    void codeGreys(BitCoder coder, Step step, GreyCorrection greys) {
        GreyCoder.code(coder, constants.greyBits(), step, greys);
    }

    /** The number of coefficients of a lattice. */
    int coefficients() {
        return table.count();
    }
}
