package dev.lutra.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A piece of a text file, in a fixed amount of memory. */
final class TextWord {

    /** Most bytes of one. */
    static final int MAX_BYTES = 1024;

    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;

    void clear() {
        length = 0;
    }

    boolean isFull() {
        return length == MAX_BYTES;
    }

    /** @throws IndexOutOfBoundsException if it is full */
    void append(int next) {
        bytes[length++] = (byte) next;
    }

    /** As UTF-8, or as Latin-1 where it is not that. */
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

    /** Whether it can only be meant as a number. */
    boolean isNumber() {
        byte first = bytes[0];
        return isDigit(0) || first == '-' || first == '+' || first == '.' || isNotFinite();
    }

    /** Whether it begins like a number as far as its first digit, or says that it is none. */
    boolean isNumberWithDigits() {
        int at = bytes[0] == '-' || bytes[0] == '+' ? 1 : 0;
        return isDigit(at) || (at < length && bytes[at] == '.' && isDigit(at + 1)) || isNotFinite();
    }

    /** Whether it spells infinity or no number at all. */
    boolean isNotFinite() {
        return NOT_FINITE.matcher(text()).matches();
    }

    /**
     * As a number, infinite where a float holds none so large.
     *
     * @throws NumberFormatException if it is none
     */
    float number() {
        return DecimalParser.parse(bytes, length);
    }

    private boolean isDigit(int at) {
        return at < length && bytes[at] >= '0' && bytes[at] <= '9';
    }
}
