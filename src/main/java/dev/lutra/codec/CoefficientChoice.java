package dev.lutra.codec;

/**
 * Chooses the levels of quantised coefficients. For each coefficient it takes the nearest level, the one below it, or
 * 0, whichever has the lowest cost of error and bits in the state of the coder at that position.
 */
final class CoefficientChoice {

    /** The expected magnitude below which coefficients are left out, in eighths of an octave of the quantum. */
    private static final int HOPELESS = -44;

    private final int[] levels;
    private int count;

    /**
     * Chooses the levels.
     *
     * @param coefficients the coefficients by index, in units of the signal
     * @param lambda the cost of a bit, in squared quanta
     */
    CoefficientChoice(CoefficientTable table, AdaptiveBits bits, Step step, float[] coefficients, float lambda) {
        levels = new int[coefficients.length];
        var context = new CoefficientContext(table, step);
        float quanta = 1 / step.quantum();
        double gain = 0;
        double best = 0;
        for (int rank = 0; rank < table.count() && table.expected(rank) + step.fineness() >= HOPELESS; rank++) {
            int index = table.index(rank);
            int base = context.base(rank);
            float size = Math.abs(coefficients[index]) * quanta;
            int nearest = (int) (Math.min(size, Magnitude.MAX) + 0.5f);
            int chosen = 0;
            float zero = BitCost.of(bits.probability(base), 0);
            if (nearest > 0) {
                float least = size * size + lambda * zero;
                gain += least;
                for (int level = nearest; level > 0 && level >= nearest - 1; level--) {
                    float error = size - level;
                    float cost = error * error + lambda * (1 + Magnitude.cost(bits, base, level));
                    if (cost < least) {
                        least = cost;
                        chosen = level;
                    }
                }
                gain -= least;
            }
            gain -= lambda * zero;
            learn(bits, base, chosen);
            context.tell(rank, chosen);
            if (chosen > 0) {
                levels[index] = coefficients[index] < 0 ? -chosen : chosen;
                if (gain > best) {
                    best = gain;
                    count = rank + 1;
                }
            }
        }
        for (int rank = count; rank < table.count(); rank++) {
            levels[table.index(rank)] = 0;
        }
    }

    private static void learn(AdaptiveBits bits, int base, int magnitude) {
        Magnitude.code(new Learner(), bits, base, magnitude);
    }

    /** The chosen levels by index. */
    int[] levels() {
        return levels;
    }

    /** The number of coefficients to code, in their order; all further ones are 0. */
    int count() {
        return count;
    }
}
