package dev.lutra.codec;

/**
 * The cost of a bit with a given probability. It serves only the choices of the encoder; decoding does not depend on
 * it.
 */
final class BitCost {

    private static final int SHIFT = 4;
    private static final float[] BITS = bits();

    private BitCost() {}

    /**
     * The cost in bits.
     *
     * @param probability the probability of a 1, in units of 1/65536
     */
    static float of(int probability, int bit) {
        return BITS[(bit != 0 ? probability : 65536 - probability) >> SHIFT];
    }

    private static float[] bits() {
        var bits = new float[(65536 >> SHIFT) + 1];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (float) (-Math.log((Math.max(i, 0.5) + 0.5) * (1 << SHIFT) / 65536) / Math.log(2));
        }
        return bits;
    }
}
