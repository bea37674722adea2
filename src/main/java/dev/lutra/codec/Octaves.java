package dev.lutra.codec;

/**
 * Logarithms and powers of 2 in eighths of an octave. They use integer tables, so that they are equal on every machine.
 */
final class Octaves {

    /** The number of eighths in an octave. */
    static final int EIGHTHS = 8;

    /** The value of {@link #power} for 0. */
    static final int ONE = 256;

    private static final int MANTISSA_BITS = 7;
    private static final int HEADROOM = 20;
    private static final int[] LOG = log();

    /** 256 · 2^(i/8). */
    private static final int[] POWER = {256, 279, 304, 332, 362, 395, 431, 470};

    private Octaves() {}

    /** 8 log₂ of a value of 1 or more, approximately rounded down. */
    static int log(long value) {
        int octave = 63 - Long.numberOfLeadingZeros(value);
        int mantissa =
                (int) (octave >= MANTISSA_BITS ? value >> octave - MANTISSA_BITS : value << MANTISSA_BITS - octave);
        return EIGHTHS * octave + LOG[mantissa & (1 << MANTISSA_BITS) - 1];
    }

    /** {@code 256 · 2^(eighths/8)}, rounded down, for eighths up to 160. */
    static long power(int eighths) {
        return (long) POWER[eighths & EIGHTHS - 1] << HEADROOM >> HEADROOM - (eighths >> 3);
    }

    /** {@code value · 2^(eighths/8)}, rounded down, for eighths up to 64 and values below 2³². */
    static long scale(long value, int eighths) {
        return value * POWER[eighths & EIGHTHS - 1] >> EIGHTHS - (eighths >> 3);
    }

    private static int[] log() {
        var log = new int[1 << MANTISSA_BITS];
        for (int i = 0; i < log.length; i++) {
            double mantissa = 1 + (i + 0.5) / log.length;
            log[i] = (int) (EIGHTHS * StrictMath.log(mantissa) / StrictMath.log(2));
        }
        return log;
    }
}
