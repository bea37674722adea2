package dev.lutra.codec;

import dev.lutra.codec.CodecConstants.BitStart;

/** Counts bits in order to determine the initial probabilities. */
final class BitCounts {

    private static final int ENOUGH = 40;
    private static final int FARTHEST = 4;
    private static final double FROM_OTHERS = 0.5;
    private static final double PRIOR = 0.4;

    private double[][] counts;

    BitCounts(int size) {
        counts = new double[2][size];
    }

    void add(int index, int bit) {
        counts[bit][index]++;
    }

    /**
     * Adds a share of the counts of nearby contexts to contexts with few bits.
     *
     * @param stride the distance from a bit to the same bit of the next context
     */
    void borrow(int stride) {
        var borrowed = new double[2][];
        borrowed[0] = counts[0].clone();
        borrowed[1] = counts[1].clone();
        for (int i = 0; i < borrowed[0].length; i++) {
            for (int far = 1; far <= FARTHEST && borrowed[0][i] + borrowed[1][i] < ENOUGH; far++) {
                for (int other = i - far * stride; other <= i + far * stride; other += 2 * far * stride) {
                    if (other >= 0 && other < counts[0].length) {
                        borrowed[0][i] += FROM_OTHERS * counts[0][other];
                        borrowed[1][i] += FROM_OTHERS * counts[1][other];
                    }
                }
            }
        }
        counts = borrowed;
    }

    BitStart start() {
        int size = counts[0].length;
        var start = new BitStart(new byte[size], new byte[size]);
        for (int i = 0; i < size; i++) {
            double both = counts[0][i] + counts[1][i];
            double probability = (counts[1][i] + PRIOR) / (both + 2 * PRIOR);
            start.probabilities()[i] = (byte) Math.clamp((int) (probability * 256), 1, 254);
            start.seen()[i] = (byte) Math.min(BitStart.MOST_SEEN, both / 2);
        }
        return start;
    }
}
