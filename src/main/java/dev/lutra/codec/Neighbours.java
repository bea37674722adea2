package dev.lutra.codec;

import java.util.Arrays;

/**
 * The neighbours of coefficients, whose magnitudes are correlated: coefficients of the same band at a distance of one
 * or two along an axis and across axes, finer coefficients at the same position, and coefficients of the other
 * channels.
 *
 * <p>A coefficient's index is {@code ((channel · size + blue) · size + green) · size + red}.
 */
final class Neighbours {

    private static final int NONE = -1;

    /** The weight of adjacent coefficients, of finer ones and of other channels, relative to those farther away. */
    private static final int NEAR = 2;

    private final int size;
    private final int channels;
    private final int[] before;
    private final int[] after;
    private final int[] beyond;
    private final int[][] finer;

    Neighbours(AxisTransform axis, int channels) {
        this.channels = channels;
        size = axis.size();
        before = new int[size];
        after = new int[size];
        beyond = new int[size];
        finer = new int[size][0];
        for (int i = 0; i < size; i++) {
            before[i] = sameBand(axis, i, i - 1);
            after[i] = sameBand(axis, i, i + 1);
            beyond[i] = sameBand(axis, i, i + 2);
            int coarser = axis.coarser(i);
            if (coarser != i) {
                finer[coarser] = Arrays.copyOf(finer[coarser], finer[coarser].length + 1);
                finer[coarser][finer[coarser].length - 1] = i;
            }
        }
    }

    private static int sameBand(AxisTransform axis, int one, int other) {
        boolean same = other >= 0 && other < axis.size() && axis.band(one) == axis.band(other);
        return same ? other : NONE;
    }

    /**
     * Adds the magnitude of a coefficient to the sums of its neighbours.
     *
     * @param sums the sums by index; that of each neighbour grows by its share
     * @param magnitude a magnitude that is not negative
     */
    void tell(int[] sums, int index, int magnitude) {
        int red = index % size;
        int green = index / size % size;
        int blue = index / size / size % size;
        int plane = size * size;
        tellAlong(sums, index, red, 1, magnitude);
        tellAlong(sums, index, green, size, magnitude);
        tellAlong(sums, index, blue, plane, magnitude);
        tellAcross(sums, index, red, 1, green, size, magnitude);
        tellAcross(sums, index, green, size, blue, plane, magnitude);
        tellAcross(sums, index, red, 1, blue, plane, magnitude);
        if (channels == 3) {
            int block = plane * size;
            int channel = index / block;
            sums[index + (channel == 2 ? -2 : 1) * block] += NEAR * magnitude;
            sums[index + (channel == 0 ? 2 : -1) * block] += NEAR * magnitude;
        }
    }

    private void tellAlong(int[] sums, int index, int place, int stride, int magnitude) {
        if (before[place] != NONE) {
            sums[index - stride] += NEAR * magnitude;
        }
        if (after[place] != NONE) {
            sums[index + stride] += NEAR * magnitude;
        }
        if (beyond[place] != NONE) {
            sums[index + 2 * stride] += magnitude;
        }
        for (int finest : finer[place]) {
            sums[index + (finest - place) * stride] += NEAR * magnitude;
        }
    }

    private void tellAcross(int[] sums, int index, int one, int oneStride, int other, int otherStride, int share) {
        tellBeside(sums, index - oneStride, before[one], other, otherStride, share);
        tellBeside(sums, index + oneStride, after[one], other, otherStride, share);
    }

    private void tellBeside(int[] sums, int index, int beside, int other, int otherStride, int share) {
        if (beside != NONE) {
            if (before[other] != NONE) {
                sums[index - otherStride] += share;
            }
            if (after[other] != NONE) {
                sums[index + otherStride] += share;
            }
        }
    }
}
