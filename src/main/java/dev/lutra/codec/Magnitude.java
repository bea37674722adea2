package dev.lutra.codec;

/**
 * The code of the magnitude of an integer: a bit for 0, unary up to 13, then Exp-Golomb (J. Teuhola, "A compression
 * method for clustered bit-vectors", Information Processing Letters 7, 1978).
 */
final class Magnitude {

    /** The number of adaptive bits of one context. */
    static final int BITS = 18;

    /** The largest magnitude that can be coded. */
    static final int MAX = (1 << 21) + Magnitude.UNARY - 1;

    private static final int UNARY = 13;
    private static final int PREFIX = UNARY + 1;
    private static final int LONGEST = 20;

    private Magnitude() {}

    /**
     * Codes a magnitude.
     *
     * @param base the index of the first bit of the context
     * @param magnitude the magnitude, 0…{@link #MAX}
     * @return the magnitude
     * @throws InvalidDetail if the magnitude that is read exceeds {@link #MAX}
     */
    static int code(BitCoder coder, AdaptiveBits bits, int base, int magnitude) {
        for (int k = 0; k <= UNARY; k++) {
            if (coder.code(magnitude > k ? 1 : 0, bits, base + k) == 0) {
                return k;
            }
        }
        int rest = magnitude - UNARY;
        int length = magnitude > UNARY ? 31 - Integer.numberOfLeadingZeros(rest) : 0;
        int count = 0;
        while (coder.code(count < length ? 1 : 0, bits, base + prefix(count)) != 0) {
            if (++count > LONGEST) {
                throw new InvalidDetail("the detail has a number that is out of range");
            }
        }
        return UNARY + (1 << count | coder.codeRaw(rest & (1 << count) - 1, count));
    }

    /** The cost of {@link #code} in bits. */
    static float cost(AdaptiveBits bits, int base, int magnitude) {
        float cost = 0;
        for (int k = 0; k <= UNARY; k++) {
            cost += BitCost.of(bits.probability(base + k), magnitude > k ? 1 : 0);
            if (k >= magnitude) {
                return cost;
            }
        }
        int length = 31 - Integer.numberOfLeadingZeros(magnitude - UNARY);
        for (int k = 0; k <= length; k++) {
            cost += BitCost.of(bits.probability(base + prefix(k)), k < length ? 1 : 0);
        }
        return cost + length;
    }

    private static int prefix(int count) {
        return PREFIX + Math.min(count, BITS - 1 - PREFIX);
    }
}
