package dev.lutra.codec;

/** Writes or reads the quantised coefficients of a lattice. */
final class CoefficientCoder {

    private static final int LENGTH_BITS = 5;

    private CoefficientCoder() {}

    /**
     * Codes coefficients.
     *
     * @param levels the levels by index; a writer codes them, a reader fills them in and needs zeros at first
     * @param count the number of coded levels, in their order; all further ones are 0. A reader ignores it
     * @throws InvalidDetail if the bytes cannot come from a writer
     */
    static void code(BitCoder coder, CoefficientTable table, AdaptiveBits bits, Step step, int[] levels, int count) {
        int coded = codeCount(coder, count);
        if (coded < 0 || coded > table.count()) {
            throw new InvalidDetail("the detail has more coefficients than its lattice");
        }
        var context = new CoefficientContext(table, step);
        for (int rank = 0; rank < coded; rank++) {
            int index = table.index(rank);
            int level = levels[index];
            int magnitude = Magnitude.code(coder, bits, context.base(rank), Math.abs(level));
            if (magnitude > 0) {
                levels[index] = coder.codeRaw(level < 0 ? 1 : 0, 1) == 0 ? magnitude : -magnitude;
            }
            context.tell(rank, magnitude);
        }
    }

    private static int codeCount(BitCoder coder, int count) {
        int length = coder.codeRaw(Integer.SIZE - Integer.numberOfLeadingZeros(count), LENGTH_BITS);
        if (length == 0) {
            return 0;
        }
        return 1 << length - 1 | coder.codeRaw(count & (1 << length - 1) - 1, length - 1);
    }
}
