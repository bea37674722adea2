package dev.lutra.network.learn;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which LUTs learn at which step, if there are more than a step takes. Each round over them is in a new random order; those
 * that do not fill a last step wait for another round. The order depends on the seed and the iteration alone.
 */
final class LutOrder {

    private final int luts;
    private final int perStep;
    private final long seed;
    private int[] order = {};
    private long round = -1;

    /**
     * @param luts the number of LUTs
     * @param perStep the number of LUTs of a step, at most {@code luts}
     */
    LutOrder(int luts, int perStep, long seed) {
        this.luts = luts;
        this.perStep = perStep;
        this.seed = seed;
    }

    /** The indices of the LUTs of a step, each at most once. */
    int[] at(long iteration) {
        int steps = luts / perStep;
        if (iteration / steps != round) {
            round = iteration / steps;
            order = shuffled(new SplittableRandom(seed + round * 0xD1B54A32D192ED03L));
        }
        int from = (int) (iteration % steps) * perStep;
        return IntStream.range(from, from + perStep).map(i -> order[i]).toArray();
    }

    /** Fisher–Yates; nothing to shuffle if every LUT learns at every step. */
    private int[] shuffled(SplittableRandom random) {
        int[] all = IntStream.range(0, luts).toArray();
        for (int i = luts - 1; i > 0 && perStep < luts; i--) {
            int other = random.nextInt(i + 1);
            int swap = all[i];
            all[i] = all[other];
            all[other] = swap;
        }
        return all;
    }
}
