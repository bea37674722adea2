package dev.lutra.format;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers such as {@code 0.098039}, {@code -.5} or {@code 1e-3} from ASCII, as the nearest float. */
final class DecimalParser {

    /** The powers of ten that a double represents exactly. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The number of digits that always fits the 53 bits of a double as an integer. */
    private static final int EXACT_DIGITS = 15;

    /** The extra bits of a double compared with a float, and their value halfway between two floats. */
    private static final long SURPLUS = (1L << 29) - 1;

    private static final long HALFWAY = 1L << 28;

    private DecimalParser() {}

    /**
     * Reads a number.
     *
     * @param text contains only the number
     * @param length the length of the number, from index 0
     * @return the result of {@link Float#parseFloat}, which may be infinite but not NaN
     * @throws NumberFormatException if the text is not a decimal number; hexadecimal, {@code 1f} and NaN are rejected
     */
    static float parse(byte[] text, int length) {
        int at = 0;
        boolean negative = length > 0 && text[0] == '-';
        if (length > 0 && (text[0] == '-' || text[0] == '+')) {
            at++;
        }
        long digits = 0;
        int significant = 0;
        int decimals = 0;
        int seen = 0;
        boolean point = false;
        for (; at < length; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                seen++;
                significant += significant > 0 || digit > 0 ? 1 : 0;
                digits = 10 * digits + digit;
                decimals += point ? 1 : 0;
            } else if (text[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            throw new NumberFormatException();
        }
        if (at == length && significant <= EXACT_DIGITS && decimals < POWERS.length) {
            // Both operands are exact, so the quotient is the nearest double.
            double nearest = digits / POWERS[decimals];
            if (isSafe(nearest)) {
                return (float) (negative ? -nearest : nearest);
            }
        } else if (at < length) {
            requireExponent(text, at, length);
        }
        return Float.parseFloat(new String(text, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** Whether rounding this double to a float gives the same result as rounding the exact number. */
    static boolean isSafe(double nearest) {
        return nearest == 0
                || nearest >= Float.MIN_NORMAL && (Double.doubleToRawLongBits(nearest) & SURPLUS) != HALFWAY;
    }

    private static void requireExponent(byte[] text, int from, int length) {
        int at = from;
        if (text[at] != 'e' && text[at] != 'E') {
            throw new NumberFormatException();
        }
        at++;
        if (at < length && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at == length) {
            throw new NumberFormatException();
        }
        for (; at < length; at++) {
            if (text[at] < '0' || text[at] > '9') {
                throw new NumberFormatException();
            }
        }
    }
}
