package dev.lutra.codec;

/**
 * What is known of the coefficients of a lattice before any is read: how large each is expected to be, and the order in which
 * they come, the largest first.
 *
 * <p>An expectation is in eighths of an octave: 8 log₂ of a magnitude in units of the signal.
 */
final class CoefficientTable {

    /** The range of expectations. */
    static final int LOWEST = -128;

    static final int HIGHEST = 111;

    /** Bits after the point of what is expected of the neighbours. */
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

    /** How many coefficients there are. */
    int count() {
        return order.length;
    }

    /** Index of the coefficient that comes at a rank. */
    int index(int rank) {
        return order[rank];
    }

    /** What is expected of the coefficient at a rank. */
    int expected(int rank) {
        return expected[rank];
    }

    /** What is expected of those neighbours that come before it, with {@link #POINT} bits after the point. */
    int around(int rank) {
        return around[rank];
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** Indices by falling expectation; equals stay in their order. */
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
