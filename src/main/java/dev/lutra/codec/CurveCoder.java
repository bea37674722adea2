package dev.lutra.codec;

import dev.lutra.color.Curve;

/**
 * The lossless code of a curve. Most curves are smooth, and their values have few decimals or are codes of some bits.
 * So the values become integers, and each is predicted by the straight line through the two before it. What is missing
 * is coded as a bit length in unary, in the context of the length before it, and the bits below the leading one.
 */
final class CurveCoder {

    /** The denominators of values that are fractions of integers; those without decimals come first. */
    private static final double[] DENOMINATORS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 255, 1023, 4095, 65535
    };

    /** The scale of values that are no such fractions: their bits are the integers. */
    private static final int BITS_OF_FLOAT = 15;

    private static final int SCALE_BITS = 4;
    private static final int POINT_BITS = 17;
    /** The integers keep within ±2⁴⁰, so that lines through them stay within a long. */
    private static final double MOST = 1L << 40;

    private static final int LONGEST = 43;
    private static final int LIMIT = 60;
    private static final int HALF = 16;

    private CurveCoder() {}

    /** What is known of a curve before its points are read. */
    record Head(int points, boolean isUniform, float low, float high) {

        static Head of(Curve curve) {
            return new Head(curve.points(), curve.isUniform(), curve.low(), curve.high());
        }
    }

    static void writeHead(BitCoder coder, Head head) {
        coder.codeRaw(head.points, POINT_BITS);
        coder.codeRaw(head.isUniform ? 1 : 0, 1);
        codeFloat(coder, head.low);
        codeFloat(coder, head.high);
    }

    /** @throws InvalidDetail if no head was written */
    static Head readHead(BitCoder coder) {
        int points = coder.codeRaw(0, POINT_BITS);
        if (points < 2 || points > Curve.MAX_POINTS) {
            throw new InvalidDetail("a curve has 2…%d points, not %d".formatted(Curve.MAX_POINTS, points));
        }
        boolean isUniform = coder.codeRaw(0, 1) == 1;
        float low = codeFloat(coder, 0);
        float high = codeFloat(coder, 0);
        if (!(low < high) || !Float.isFinite(low) || !Float.isFinite(high)) {
            throw new InvalidDetail("a curve cannot span inputs from %s to %s".formatted(low, high));
        }
        return new Head(points, isUniform, low, high);
    }

    /** Writes the points: the inputs unless they are evenly spaced, then the outputs. */
    static void writePoints(BitCoder coder, Curve curve) {
        if (!curve.isUniform()) {
            var inputs = new float[curve.points()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = curve.input(i);
            }
            write(coder, inputs);
        }
        write(coder, curve.outputs());
    }

    /** @throws InvalidDetail if no points of such a curve were written */
    static Curve readPoints(BitCoder coder, Head head) {
        try {
            Curve curve = head.isUniform
                    ? Curve.uniform(head.low, head.high, read(coder, head.points))
                    : Curve.of(read(coder, head.points), read(coder, head.points));
            if (!Head.of(curve).equals(head)) {
                throw new InvalidDetail("a curve spans other inputs than its head says");
            }
            return curve;
        } catch (IllegalArgumentException e) {
            throw new InvalidDetail("a stored curve is none: " + e.getMessage());
        }
    }

    private static void write(BitCoder coder, float[] values) {
        int scale = scale(values);
        coder.codeRaw(scale, SCALE_BITS);
        var integers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = toInteger(values[i], scale);
        }
        code(coder, integers);
    }

    private static float[] read(BitCoder coder, int points) {
        int scale = coder.codeRaw(0, SCALE_BITS);
        if (scale >= DENOMINATORS.length && scale != BITS_OF_FLOAT) {
            throw new InvalidDetail("a curve has the unknown scale %d".formatted(scale));
        }
        var integers = new long[points];
        code(coder, integers);
        var values = new float[points];
        for (int i = 0; i < points; i++) {
            values[i] = toValue(integers[i], scale);
        }
        return values;
    }

    /** The first scale that gives back every value. */
    private static int scale(float[] values) {
        for (int scale = 0; scale < DENOMINATORS.length; scale++) {
            if (isExact(values, scale)) {
                return scale;
            }
        }
        return BITS_OF_FLOAT;
    }

    private static boolean isExact(float[] values, int scale) {
        for (float value : values) {
            // The bits tell −0 from 0.
            if (!(Math.abs(value * DENOMINATORS[scale]) < MOST)
                    || Float.floatToRawIntBits(toValue(toInteger(value, scale), scale))
                            != Float.floatToRawIntBits(value)) {
                return false;
            }
        }
        return true;
    }

    private static long toInteger(float value, int scale) {
        if (scale == BITS_OF_FLOAT) {
            int bits = Float.floatToRawIntBits(value);
            return bits < 0 ? Integer.MIN_VALUE - (long) bits - 1 : bits;
        }
        return (long) Math.rint(value * DENOMINATORS[scale]);
    }

    private static float toValue(long integer, int scale) {
        if (scale == BITS_OF_FLOAT) {
            return Float.intBitsToFloat((int) (integer < 0 ? Integer.MIN_VALUE - integer - 1 : integer));
        }
        return (float) (integer / DENOMINATORS[scale]);
    }

    private static void code(BitCoder coder, long[] integers) {
        var lengths = new AdaptiveBits((LONGEST + 1) * (LONGEST + 1), LIMIT);
        int context = LONGEST;
        for (int i = 0; i < integers.length; i++) {
            long predicted = switch (i) {
                case 0 -> 0;
                case 1 -> integers[0];
                default -> 2 * integers[i - 1] - integers[i - 2];
            };
            long missing = integers[i] - predicted;
            int length = codeLength(coder, lengths, context, Long.SIZE - Long.numberOfLeadingZeros(Math.abs(missing)));
            integers[i] = predicted + (length == 0 ? 0 : codeRest(coder, missing, length));
            context = length;
        }
    }

    private static int codeLength(BitCoder coder, AdaptiveBits lengths, int context, int wanted) {
        int length = 0;
        while (length < LONGEST
                && coder.code(wanted > length ? 1 : 0, lengths, context * (LONGEST + 1) + length) != 0) {
            length++;
        }
        return length;
    }

    /** Codes the bits below the leading one, in halves because more than 31 may be there, and the sign. */
    private static long codeRest(BitCoder coder, long missing, int length) {
        long bits = Math.abs(missing);
        long magnitude = 1;
        for (int left = length - 1; left > 0; ) {
            int count = Math.min(left, HALF);
            left -= count;
            magnitude = magnitude << count | coder.codeRaw((int) (bits >> left & (1 << count) - 1), count);
        }
        return coder.codeRaw(missing < 0 ? 1 : 0, 1) == 0 ? magnitude : -magnitude;
    }

    private static float codeFloat(BitCoder coder, float value) {
        int bits = Float.floatToRawIntBits(value);
        int upper = coder.codeRaw(bits >>> HALF, HALF);
        return Float.intBitsToFloat(upper << HALF | coder.codeRaw(bits & (1 << HALF) - 1, HALF));
    }
}
