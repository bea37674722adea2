package dev.lutra.codec;

import dev.lutra.color.Lattice;

/**
 * The prediction on the grey axis of a lattice.
 *
 * @param predicted one value for each point of each channel, in units of 1/255
 */
record GreyLine(float[][] predicted) {

    static GreyLine of(Prediction prediction, int size, boolean monochrome) {
        float[] greys = Lattice.greys(size);
        prediction.apply(greys, greys, size);
        var predicted = new float[monochrome ? 1 : 3][size];
        for (int i = 0; i < size; i++) {
            for (int channel = 0; channel < predicted.length; channel++) {
                predicted[channel][i] =
                        Planes.WHITE * (monochrome ? Planes.grey(greys, 3 * i) : greys[3 * i + channel]);
            }
        }
        return new GreyLine(predicted);
    }

    /** The delivered values on the axis for a lattice of differences. */
    float[][] delivered(float[][] differences) {
        return Planes.sum(predicted, Planes.greys(differences, predicted[0].length));
    }

    /** A lattice of differences with its axis corrected. */
    float[][] corrected(float[][] differences, GreyCorrection greys) {
        var copy = new float[differences.length][];
        for (int channel = 0; channel < copy.length; channel++) {
            copy[channel] = differences[channel].clone();
        }
        correct(copy, greys);
        return copy;
    }

    /** Corrects the axis of a lattice of differences in place. */
    void correct(float[][] differences, GreyCorrection greys) {
        float[][] corrected = delivered(differences);
        greys.apply(corrected);
        int size = predicted[0].length;
        for (int channel = 0; channel < corrected.length; channel++) {
            for (int i = 0; i < size; i++) {
                differences[channel][Planes.diagonal(size, i)] = corrected[channel][i] - predicted[channel][i];
            }
        }
    }
}
