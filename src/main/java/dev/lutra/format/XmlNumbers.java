package dev.lutra.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the numbers in the text of an XML element, whose count is known. Memory grows as they arrive. */
final class XmlNumbers {

    private static final int FIRST = 4096;
    private static final int MAX_WORD = 256;

    private final XmlElements elements;
    private final int expected;
    private float[] values;
    private int count;
    private final byte[] word = new byte[MAX_WORD];
    private int length;

    private XmlNumbers(XmlElements elements, int expected) {
        this.elements = elements;
        this.expected = expected;
        values = new float[Math.min(expected, FIRST)];
    }

    /**
     * Reads the text of the current element, and moves out of it.
     *
     * @param expected the number of numbers; at least 1
     * @throws InvalidLutFile if there are more or fewer numbers, or other text, or numbers that are not finite
     */
    static float[] read(XmlElements elements, int expected) throws IOException {
        var numbers = new XmlNumbers(elements, expected);
        elements.text(numbers::accept);
        numbers.endWord();
        if (numbers.count < expected) {
            throw elements.invalid(
                    "number-count", "%d numbers of %d: some are missing".formatted(numbers.count, expected));
        }
        return numbers.values;
    }

    private void accept(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char next = text[i];
            if (next > ' ') {
                if (length == MAX_WORD) {
                    throw notANumber();
                }
                // Other letters stay visible as a byte that no number has.
                word[length++] = (byte) (next < 0x80 ? next : '?');
            } else if (length > 0) {
                endWord();
            }
        }
    }

    private void endWord() {
        if (length == 0) {
            return;
        }
        if (count == expected) {
            throw elements.invalid("number-count", "more than the %d numbers of the size".formatted(expected));
        }
        float number = number();
        if (!Float.isFinite(number)) {
            throw elements.invalid("not-finite", "\"%s\" is not finite, or too large".formatted(word()));
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(2L * count, expected));
        }
        values[count++] = number;
        length = 0;
    }

    private float number() {
        try {
            return DecimalParser.parse(word, length);
        } catch (NumberFormatException e) {
            throw notANumber();
        }
    }

    private InvalidLutFile notANumber() {
        return elements.invalid("not-a-number", "\"%s\" is not a number".formatted(word()));
    }

    private String word() {
        return new String(word, 0, Math.min(length, 40), StandardCharsets.ISO_8859_1);
    }
}
