package dev.lutra.format;

import dev.lutra.color.CodeValue;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers as text, in a fixed amount of memory.
 *
 * <p>Numbers have 6 decimals, as in other tools. If they are to be exact, each has the fewest decimals from 6 to 9 that
 * give the same float when they are read, and tiny numbers that need more have them, with an exponent where that is
 * shorter. Halves are rounded to even, and there is no negative zero.
 */
final class NumberText {

    private static final int DECIMALS = 6;
    private static final int MAX_DECIMALS = 9;
    private static final long ONE = 1_000_000;

    /** The powers of ten from 10⁰ to 10⁹. */
    private static final int[] POWERS = {
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    /** The limit up to which a float × 10⁶ fits a long. Few LUTs exceed it. */
    private static final float MAX_LONG = 9e12f;

    /** The largest length of a row: three numbers of 39 digits, a sign, a point, 9 decimals and a separator. */
    private static final int MAX_ROW = 160;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The texts of 000…999, with the first digit in the lowest byte. */
    private static final int[] THREE_DIGITS = threeDigits();

    private final OutputStream out;
    private final boolean exact;
    private final byte[] buffer = new byte[1 << 15];
    private int length;

    /**
     * Starts a text.
     *
     * @param exact whether each number is to be read as the same float
     */
    NumberText(OutputStream out, boolean exact) {
        this.out = out;
        this.exact = exact;
    }

    /** Writes text, in UTF-8. */
    void text(String text) throws IOException {
        flushBuffer();
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes lines of three numbers, with a blank between them.
     *
     * @param rgb {@code 3 * points} numbers from index 0
     * @throws IllegalArgumentException if a number is not finite
     */
    void rows(float[] rgb, int points) throws IOException {
        int at = length;
        for (int i = 0; i < 3 * points; i += 3) {
            if (at > buffer.length - MAX_ROW) {
                out.write(buffer, 0, at);
                at = 0;
            }
            at = format(rgb[i], ' ', at);
            at = format(rgb[i + 1], ' ', at);
            at = format(rgb[i + 2], '\n', at);
        }
        length = at;
    }

    /**
     * Writes a number and the character after it.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    void number(float value, char separator) throws IOException {
        reserveRow();
        length = format(value, separator, length);
    }

    /**
     * Writes lines of three codes, with a blank between them.
     *
     * @param rgb {@code 3 * points} values from index 0, which are clamped to 0…1
     * @param white the code of 1
     * @throws IllegalArgumentException if a value is not finite
     */
    void wholeRows(float[] rgb, int points, int white) throws IOException {
        for (int i = 0; i < 3 * points; i += 3) {
            codes(rgb, i, white);
        }
    }

    /** Writes a line of three codes, of the values from index {@code at}, as {@link #wholeRows} does. */
    void codes(float[] rgb, int at, int white) throws IOException {
        for (int i = 0; i < 3; i++) {
            requireFinite(rgb[at + i]);
            whole(CodeValue.round(rgb[at + i], white), i < 2 ? ' ' : '\n');
        }
    }

    /** Writes a whole number, 0 or more, and the character after it. */
    void whole(int value, char separator) throws IOException {
        reserveRow();
        int digits = 1;
        while (digits < POWERS.length && value >= POWERS[digits]) {
            digits++;
        }
        int rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        buffer[length++] = (byte) separator;
    }

    /** Writes what is buffered, and flushes the stream. */
    void flush() throws IOException {
        flushBuffer();
        out.flush();
    }

    /** The fewest digits that give the same float when they are read, without an exponent. */
    static String plain(float value) {
        return new BigDecimal(Float.toString(value)).stripTrailingZeros().toPlainString();
    }

    private static void requireFinite(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("a text file cannot hold the value " + value);
        }
    }

    private void reserveRow() throws IOException {
        if (length > buffer.length - MAX_ROW) {
            flushBuffer();
        }
    }

    private void flushBuffer() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    private int format(float value, char separator, int at) {
        // The product is exact: a float has 24 bits, 10⁶ has 14 without its power of two, and a double has 53.
        double scaled = Math.rint((double) value * ONE);
        int end;
        if (exact && !reads(scaled / ONE, value)) {
            end = formatExact(value, at);
        } else if (scaled >= 0 && scaled < 10 * ONE) {
            int micros = (int) scaled;
            int whole = micros / (int) ONE;
            putDigits(whole, micros - whole * (int) ONE, at);
            end = at + 2 + DECIMALS;
        } else {
            end = formatLong(value, scaled, at);
        }
        buffer[end] = (byte) separator;
        return end + 1;
    }

    /** Whether a decimal, whose nearest double this is, is read as a float. */
    private static boolean reads(double nearest, float value) {
        return (float) nearest == value && DecimalParser.isSafe(Math.abs(nearest));
    }

    /** Writes a digit, the point and six decimals in one store. */
    private void putDigits(int digit, int micros, int at) {
        int thousands = micros / 1000;
        LONG.set(
                buffer,
                at,
                '0' + digit
                        | '.' << 8
                        | (long) THREE_DIGITS[thousands] << 16
                        | (long) THREE_DIGITS[micros - 1000 * thousands] << 40);
    }

    private int formatLong(float value, double scaled, int at) {
        if (!(Math.abs(value) < MAX_LONG)) {
            requireFinite(value);
            return put(
                    new BigDecimal(value)
                            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                            .toPlainString(),
                    at);
        }
        return putLong((long) scaled, DECIMALS, at);
    }

    /** Writes a number that 6 decimals do not give exactly. */
    private int formatExact(float value, int at) {
        if (Math.abs(value) < MAX_LONG / 1000) {
            for (int decimals = DECIMALS + 1; decimals <= MAX_DECIMALS; decimals++) {
                double scaled = Math.rint((double) value * POWERS[decimals]);
                if (reads(scaled / POWERS[decimals], value)) {
                    return putLong((long) scaled, decimals, at);
                }
            }
            return put(Float.toString(value).replace('E', 'e'), at);
        }
        return formatLong(value, Math.rint((double) value * ONE), at);
    }

    /** Writes a number that is given in units of its last decimal. */
    private int putLong(long units, int decimals, int at) {
        int end = at;
        if (units < 0) {
            buffer[end++] = '-';
        }
        long magnitude = Math.abs(units);
        long whole = magnitude / POWERS[decimals];
        int fraction = (int) (magnitude - whole * POWERS[decimals]);
        if (whole >= 10) {
            end = put(Long.toString(whole / 10), end);
        }
        int rest = POWERS[decimals - DECIMALS];
        putDigits((int) (whole % 10), fraction / rest, end);
        end += 2 + DECIMALS;
        for (int unit = rest / 10; unit > 0; unit /= 10) {
            buffer[end++] = (byte) ('0' + fraction / unit % 10);
        }
        return end;
    }

    private int put(String ascii, int at) {
        byte[] bytes = ascii.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        return at + bytes.length;
    }

    private static int[] threeDigits() {
        var text = new int[1000];
        for (int i = 0; i < text.length; i++) {
            text[i] = '0' + i / 100 | '0' + i / 10 % 10 << 8 | '0' + i % 10 << 16;
        }
        return text;
    }
}
