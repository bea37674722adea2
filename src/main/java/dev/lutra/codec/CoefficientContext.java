package dev.lutra.codec;

/**
 * Chooses the context in which a coefficient is coded. It depends on the expected magnitude of the coefficient, and on
 * the ratio of actual to expected magnitudes of its neighbours and of the last coefficients.
 */
final class CoefficientContext {

    private static final int CONTEXTS = 44;

    /** The number of adaptive bits of all contexts. */
    static final int BITS = CONTEXTS * Magnitude.BITS;

    /** The weight of the neighbours, in eighths. */
    private static final int NEIGHBOURS = 6;

    /** The weight of the last coefficients, in eighths. */
    private static final int LATEST = 2;

    private static final int DECAY = 9;
    private static final int OFFSET = 80;
    private static final int EIGHTHS_TO_A_CONTEXT = 2;
    private static final int LARGEST = 65535;
    private static final long START = 4L * Octaves.ONE;

    private final CoefficientTable table;
    private final int fineness;
    private final int[] sums;
    private long latest;
    private long latestExpected;

    CoefficientContext(CoefficientTable table, Step step) {
        this.table = table;
        fineness = step.fineness();
        sums = new int[table.count()];
    }

    /** The index of the first adaptive bit for the coefficient at a rank. */
    int base(int rank) {
        int neighbours = Octaves.log(Octaves.ONE + (long) Octaves.ONE * sums[table.index(rank)])
                - Octaves.log(Octaves.ONE + Octaves.scale(table.around(rank), fineness));
        int last = Octaves.log(latest + START) - Octaves.log(latestExpected + START);
        int eighths = table.expected(rank) + fineness + (NEIGHBOURS * neighbours >> 3) + (LATEST * last >> 3) + OFFSET;
        return Magnitude.BITS * Math.clamp(eighths >> EIGHTHS_TO_A_CONTEXT, 0, CONTEXTS - 1);
    }

    /** Records the magnitude of the coefficient at a rank. */
    void tell(int rank, int magnitude) {
        int counted = Math.min(magnitude, LARGEST);
        if (counted > 0) {
            table.neighbours().tell(sums, table.index(rank), counted);
        }
        latest += (long) Octaves.ONE * counted - (latest >> DECAY);
        latestExpected += Octaves.power(table.expected(rank) + fineness) - (latestExpected >> DECAY);
    }
}
