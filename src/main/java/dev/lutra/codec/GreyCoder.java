package dev.lutra.codec;

/**
 * Writes or reads the correction of the grey axis: the directions of the look along the axis, and corrections of its
 * values.
 */
final class GreyCoder {

    private static final int FINENESSES = 4;
    private static final int NEIGHBOURHOODS = 5;
    private static final int SIGNS = FINENESSES * NEIGHBOURHOODS * Magnitude.BITS;
    private static final int TURNS = SIGNS + 3;

    /** The number of adaptive bits. */
    static final int BITS = TURNS + 6;

    private static final int FIRST_FINENESS = 16;
    private static final int FINENESS_SHIFT = 3;

    private GreyCoder() {}

    /**
     * Codes the grey axis.
     *
     * @param greys the correction, which a writer codes and a reader fills in
     */
    static void code(BitCoder coder, AdaptiveBits bits, Step step, GreyCorrection greys) {
        for (byte[] directions : greys.directions()) {
            int before = 1;
            for (int i = 0; i < directions.length; i++) {
                before = codeDirection(coder, bits, before, directions[i]);
                directions[i] = (byte) before;
            }
        }
        int fineness = Math.clamp((step.index() - FIRST_FINENESS >> FINENESS_SHIFT) + 1, 0, FINENESSES - 1);
        int[][] corrections = greys.corrections();
        for (int i = 0; i < corrections[0].length; i++) {
            for (int channel = 0; channel < corrections.length; channel++) {
                int before = i > 0 ? corrections[channel][i - 1] : 0;
                int beside = channel > 0 ? corrections[channel - 1][i] : 0;
                int neighbourhood = Math.min(Math.abs(before), 2) + Math.min(Math.abs(beside), 2);
                int base = (fineness * NEIGHBOURHOODS + neighbourhood) * Magnitude.BITS;
                int correction = corrections[channel][i];
                int magnitude = Magnitude.code(coder, bits, base, Math.abs(correction));
                if (magnitude > 0) {
                    int guess = beside != 0 ? beside : before;
                    int sign = coder.code(correction < 0 ? 1 : 0, bits, SIGNS + 1 + Integer.signum(guess));
                    corrections[channel][i] = sign == 0 ? magnitude : -magnitude;
                }
            }
        }
    }

    /** Codes whether the direction stays the same, and the new direction if it changes. */
    private static int codeDirection(BitCoder coder, AdaptiveBits bits, int before, int direction) {
        int context = TURNS + 2 * (before + 1);
        if (coder.code(direction != before ? 1 : 0, bits, context) == 0) {
            return before;
        }
        int higher = before == 1 ? 0 : 1;
        int lower = before == -1 ? 0 : -1;
        return coder.code(direction == higher ? 1 : 0, bits, context + 1) != 0 ? higher : lower;
    }
}
