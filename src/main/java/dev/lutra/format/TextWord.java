package dev.lutra.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A piece of a text file, in a fixed amount of memory. */
final class TextWord {

    /** The largest number of bytes. */
    static final int MAX_BYTES = 1024;

    private static final int MAX_WHOLE_DIGITS = 9;
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;

    void clear() {
        length = 0;
    }

    boolean isFull() {
        return length == MAX_BYTES;
    }

    /** @throws IndexOutOfBoundsException if the word is full */
    void append(int next) {
        bytes[length++] = (byte) next;
    }

    /** Appends a part of an array; false if it does not fit. */
    boolean append(byte[] from, int start, int end) {
        if (end - start > MAX_BYTES - length) {
            return false;
        }
        for (int i = start; i < end; i++) {
            bytes[length++] = from[i];
        }
        return true;
    }

    /** The text, decoded as UTF-8, or as Latin-1 if it is not valid UTF-8. */
    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether it can only be a number. */
    boolean isNumber() {
        byte first = bytes[0];
        return isDigit(0) || first == '-' || first == '+' || first == '.' || isNotFinite();
    }

    /** Whether it starts like a number up to its first digit, or spells NaN. */
    boolean isNumberWithDigits() {
        int at = bytes[0] == '-' || bytes[0] == '+' ? 1 : 0;
        return isDigit(at) || (at < length && bytes[at] == '.' && isDigit(at + 1)) || isNotFinite();
    }

    /** Whether it spells infinity or NaN. */
    boolean isNotFinite() {
        return NOT_FINITE.matcher(text()).matches();
    }

    /**
     * The number; infinite if it exceeds the range of a float.
     *
     * @throws NumberFormatException if it is not a number
     */
    float number() {
        return DecimalParser.parse(bytes, length);
    }

    /** The whole number, 0…999,999,999; −1 if it is something else. */
    int whole() {
        if (length == 0 || length > MAX_WHOLE_DIGITS) {
            return -1;
        }
        int whole = 0;
        for (int i = 0; i < length; i++) {
            if (!isDigit(i)) {
                return -1;
            }
            whole = 10 * whole + bytes[i] - '0';
        }
        return whole;
    }

    private boolean isDigit(int at) {
        return at < length && bytes[at] >= '0' && bytes[at] <= '9';
    }
}
