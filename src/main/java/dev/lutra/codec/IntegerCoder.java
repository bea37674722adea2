package dev.lutra.codec;

/**
 * The code of a row of integers around 0 whose magnitudes are alike, such as multiples of a standard deviation. The
 * bit length of each magnitude is coded in unary, then come its upper bits with probabilities that adapt, and its other
 * bits and the sign as they are. The first probabilities are those of a normal distribution of standard deviation 10.
 */
public final class IntegerCoder {

    /** The largest magnitude that can be coded. */
    public static final int MAX = (1 << 14) - 1;

    private static final int LONGEST = 14;

    /** The index of the bits below the leading one, for each bit length. */
    private static final int SECOND = LONGEST;

    /** The index of the bits below that, two for each bit length: after a 0, and after a 1. */
    private static final int THIRD = SECOND + LONGEST + 1;

    private static final int BITS = THIRD + 2 * (LONGEST + 1);

    /** The number of bits that the first probabilities count as. */
    private static final int SEEN = 24;

    private static final int LIMIT = 250;

    /** Percentages: that a bit length is greater than 0, than 1, … */
    private static final int[] LONGER = {96, 92, 87, 76, 45, 8, 3, 3, 3, 3, 3, 3, 3, 3};

    /** Percentages: that the second bit is 1 for a bit length of 0, 1, … */
    private static final int[] SECOND_BIT = {50, 50, 49, 47, 40, 20, 8, 8, 8, 8, 8, 8, 8, 8, 8};

    private IntegerCoder() {}

    /**
     * Codes integers.
     *
     * @param values integers, −{@link #MAX}…{@link #MAX}
     * @param header the bytes that stand before them
     */
    public static byte[] encode(int[] values, byte... header) {
        var coder = new RangeEncoder(header);
        code(coder, values.clone());
        return coder.finish();
    }

    /**
     * Reads integers.
     *
     * @param from the index of the first byte, behind the header
     * @param count the number of integers
     * @throws InvalidDetail if the bytes cannot come from {@link #encode}
     */
    public static int[] decode(byte[] code, int from, int count) {
        var decoder = new RangeDecoder(code, from);
        var values = new int[count];
        code(decoder, values);
        decoder.finish();
        return values;
    }

    private static void code(BitCoder coder, int[] values) {
        AdaptiveBits bits = start();
        for (int i = 0; i < values.length; i++) {
            int magnitude = codeMagnitude(coder, bits, Math.abs(values[i]));
            if (magnitude != 0) {
                values[i] = coder.codeRaw(values[i] < 0 ? 1 : 0, 1) == 0 ? magnitude : -magnitude;
            }
        }
    }

    private static int codeMagnitude(BitCoder coder, AdaptiveBits bits, int magnitude) {
        int wanted = Integer.SIZE - Integer.numberOfLeadingZeros(magnitude);
        int length = 0;
        while (length < LONGEST && coder.code(wanted > length ? 1 : 0, bits, length) != 0) {
            length++;
        }
        if (length < 2) {
            return length;
        }
        int second = coder.code(magnitude >> length - 2 & 1, bits, SECOND + length);
        int upper = 2 | second;
        if (length == 2) {
            return upper;
        }
        upper = upper << 1 | coder.code(magnitude >> length - 3 & 1, bits, THIRD + 2 * length + second);
        int rest = length - 3;
        return upper << rest | coder.codeRaw(magnitude & (1 << rest) - 1, rest);
    }

    private static AdaptiveBits start() {
        var probabilities = new char[BITS];
        var seen = new byte[BITS];
        for (int i = 0; i < BITS; i++) {
            int percent = i < SECOND ? LONGER[i] : i < THIRD ? SECOND_BIT[i - SECOND] : 48;
            probabilities[i] = (char) (percent * 65536 / 100);
            seen[i] = SEEN;
        }
        return new AdaptiveBits(probabilities, seen, LIMIT);
    }
}
