package dev.lutra.color;

/**
 * Computes Lab of the output of a LUT and its derivatives with respect to the input, with tetrahedral interpolation.
 * Not thread-safe.
 */
final class LabOutput {

    /** The current L*, a* and b*. */
    final double[] lab;
    /**
     * The derivatives with respect to the channels of the input, 0…1 over the domain; one row each for L*, a* and b*.
     */
    final double[][] derivatives = new double[3][3];

    private final Lut3d map;
    private final int[] strides;
    private final double[] fractions = new double[3];
    private final double[] rgb = new double[3];
    private final double[][] cell = new double[3][3];
    private final LabDerivatives colors = new LabDerivatives();

    LabOutput(Lut3d map) {
        this.map = map;
        strides = new int[] {3, 3 * map.size(), 3 * map.size() * map.size()};
        lab = colors.lab;
    }

    /** @param input the input, 0…1 over the domain of the LUT */
    void at(double[] input) {
        interpolate(input);
        colors.at(rgb[0], rgb[1], rgb[2]);
        for (int row = 0; row < 3; row++) {
            double byRed = colors.derivatives[row][0];
            double byGreen = colors.derivatives[row][1];
            double byBlue = colors.derivatives[row][2];
            derivatives[row][0] = byRed * cell[0][0] + byGreen * cell[1][0] + byBlue * cell[2][0];
            derivatives[row][1] = byRed * cell[0][1] + byGreen * cell[1][1] + byBlue * cell[2][1];
            derivatives[row][2] = byRed * cell[0][2] + byGreen * cell[1][2] + byBlue * cell[2][2];
        }
    }

    /**
     * Computes the output and its derivatives, one row for each channel. The derivatives are constant within a
     * tetrahedron.
     */
    private void interpolate(double[] input) {
        int size = map.size();
        int last = size - 1;
        int corner = 0;
        for (int axis = 2; axis >= 0; axis--) {
            double place = input[axis] * last;
            int whole = Math.min((int) place, last - 1);
            fractions[axis] = place - whole;
            corner = corner * size + whole;
        }
        // The path from the near corner to the far one steps along the axes by falling fraction.
        int first = fractions[0] >= fractions[1] ? 0 : 1;
        int third = 1 - first;
        int second = third;
        if (fractions[2] > fractions[first]) {
            second = first;
            first = 2;
        } else if (fractions[2] > fractions[third]) {
            second = 2;
        } else {
            third = 2;
        }
        float[] v = map.lattice();
        int near = 3 * corner;
        int one = near + strides[first];
        int two = one + strides[second];
        int far = two + strides[third];
        for (int channel = 0; channel < 3; channel++) {
            double byFirst = (double) v[one + channel] - v[near + channel];
            double bySecond = (double) v[two + channel] - v[one + channel];
            double byThird = (double) v[far + channel] - v[two + channel];
            rgb[channel] = v[near + channel]
                    + fractions[first] * byFirst
                    + fractions[second] * bySecond
                    + fractions[third] * byThird;
            cell[channel][first] = last * byFirst;
            cell[channel][second] = last * bySecond;
            cell[channel][third] = last * byThird;
        }
    }
}
