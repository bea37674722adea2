package dev.lutra.codec;

/**
 * The expected magnitudes of the coefficients of a lattice, and their order: the coefficient with the largest expected
 * magnitude comes first.
 *
 * <p>An expectation is in eighths of an octave: 8 log₂ of a magnitude in units of the signal.
 */
final class CoefficientTable {

    /** The smallest expectation. */
    static final int LOWEST = -128;

    /** The largest expectation. */
    static final int HIGHEST = 111;

    /** The number of fractional bits of the expectations of neighbours. */
    static final int POINT = 8;

    private final Neighbours neighbours;
    private final int[] order;
    private final byte[] expected;
    private final int[] around;

    CoefficientTable(CodecConstants constants, AxisTransform axis, boolean monochrome) {
        int channels = monochrome ? 1 : 3;
        neighbours = new Neighbours(axis, channels);
        byte[] byIndex = new byte[channels * axis.size() * axis.size() * axis.size()];
        for (int channel = 0, index = 0; channel < channels; channel++) {
            var prior = constants.prior(monochrome ? CodecConstants.MONOCHROME : channel);
            index = prior.fill(axis, byIndex, index);
        }
        order = descending(byIndex);
        expected = new byte[order.length];
        around = new int[order.length];
        var sums = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            int index = order[rank];
            expected[rank] = byIndex[index];
            around[rank] = sums[index];
            neighbours.tell(sums, index, (int) Octaves.power(expected[rank]));
        }
    }

    /** The number of coefficients. */
    int count() {
        return order.length;
    }

    /** The index of the coefficient at a rank. */
    int index(int rank) {
        return order[rank];
    }

    /** The expected magnitude of the coefficient at a rank. */
    int expected(int rank) {
        return expected[rank];
    }

    /** The expected sum of the neighbours that precede a coefficient, with {@link #POINT} fractional bits. */
    int around(int rank) {
        return around[rank];
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** The indices by descending expectation; equal ones keep their order. */
    private static int[] descending(byte[] byIndex) {
        var starts = new int[HIGHEST - LOWEST + 2];
        for (byte expectation : byIndex) {
            starts[HIGHEST - expectation + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        var order = new int[byIndex.length];
        for (int index = 0; index < byIndex.length; index++) {
            order[starts[HIGHEST - byIndex[index]]++] = index;
        }
        return order;
    }
}
