package dev.lutra.format;

import static dev.lutra.format.TextBytes.END;
import static dev.lutra.format.TextBytes.isBlank;
import static dev.lutra.format.TextBytes.isLineEnd;

import java.io.IOException;
import java.io.InputStream;

/**
 * Splits the text of a LUT file into lines and words, in a fixed amount of memory.
 *
 * <p>Lines end in LF, CR LF or CR. Blanks separate words. A {@code #} at the start of a word starts a comment.
 */
final class TextScanner {

    private final TextBytes bytes;
    private final String format;
    private int line;
    private boolean lineEnded = true;

    /** The current word. */
    private final TextWord word = new TextWord();

    /**
     * Starts before the first line.
     *
     * @param maxBytes the largest number of bytes of the file
     * @param format the start of the codes of errors
     */
    TextScanner(InputStream in, int maxBytes, String format) {
        this.format = format;
        bytes = new TextBytes(in, maxBytes, this::notText);
    }

    /** The number of the current line, from 1. */
    int line() {
        return line;
    }

    /**
     * Moves to the first word of the next line that has one.
     *
     * @return false at the end of the file
     */
    boolean nextLine() throws IOException {
        while (true) {
            skipToLineEnd();
            if (bytes.peek() == END) {
                return false;
            }
            line++;
            lineEnded = false;
            skipByteOrderMark();
            if (nextWord()) {
                return true;
            }
        }
    }

    /**
     * Moves to the next word of the line.
     *
     * @return false at the end of the line
     */
    boolean nextWord() throws IOException {
        if (lineEnded || !skipBlanks() || bytes.peek() == '#') {
            skipToLineEnd();
            return false;
        }
        word.clear();
        // A quotation mark ends a word, because one may follow TITLE immediately. It may also start a word.
        word.append(bytes.peek());
        bytes.advance();
        if (!bytes.readInto(word)) {
            throw refused("unexpected-text", "a word of more than %d characters".formatted(TextWord.MAX_BYTES));
        }
        // A byte that cannot be in a text is rejected before the word that it ends.
        bytes.peek();
        return true;
    }

    /** The current word. */
    String word() {
        return word.text();
    }

    /** Whether the current word can only be a number. */
    boolean isNumber() {
        return word.isNumber();
    }

    /** Whether the current word starts like a number up to its first digit, or spells NaN. */
    boolean isNumberWithDigits() {
        return word.isNumberWithDigits();
    }

    /**
     * The current word as a number.
     *
     * @throws InvalidLutFile if it is not a number, or not finite as a float
     */
    float number() {
        try {
            float number = word.number();
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            if (!word.isNotFinite()) {
                String hint =
                        word().contains(",") ? "; decimals are written with a point, numbers divided by blanks" : "";
                throw refused("not-a-number", "\"%s\" is not a number%s".formatted(word(), hint));
            }
        }
        throw refused("not-finite", "\"%s\" is not finite, or too large".formatted(word()));
    }

    /**
     * The rest of the line as a title, without its quotation marks, of which the second may be missing. It is truncated
     * to the length of a word. It is decoded as UTF-8, or as Latin-1 if it is not valid UTF-8.
     */
    String restAsTitle() throws IOException {
        boolean quoted = skipBlanks() && bytes.peek() == '"';
        if (quoted) {
            bytes.advance();
        }
        return restUpTo(quoted ? '"' : END);
    }

    /** The rest of the line, truncated and decoded like a title. */
    String restAsText() throws IOException {
        return restUpTo(END);
    }

    private String restUpTo(int end) throws IOException {
        word.clear();
        for (int next = bytes.peek(); !isLineEnd(next) && next != end; next = bytes.peek()) {
            if (!word.isFull()) {
                word.append(next);
            }
            bytes.advance();
        }
        skipToLineEnd();
        return word().strip();
    }

    /**
     * The current word as a whole number.
     *
     * @param fault the fault if it is not such a number
     * @param name what the number is, for the message
     */
    int whole(String fault, String name, int least, int most) {
        int whole = word.whole();
        if (whole < least || whole > most) {
            throw refused(fault, "%s \"%s\" is not a whole number within %d…%d".formatted(name, word(), least, most));
        }
        return whole;
    }

    /**
     * The exception for a fault in the current line.
     *
     * @param fault the code without the format before it
     */
    InvalidLutFile refused(String fault, String detail) {
        return refused(fault, Math.max(line, 1), detail);
    }

    /** The exception for a fault in another line. */
    InvalidLutFile refused(String fault, int line, String detail) {
        return new InvalidLutFile(format + "-" + fault, line, detail);
    }

    private void skipByteOrderMark() throws IOException {
        if (bytes.peek() == 0xEF) {
            for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
                if (bytes.peek() != expected) {
                    throw notText();
                }
                bytes.advance();
            }
        }
    }

    /** Returns false at the end of the line. */
    private boolean skipBlanks() throws IOException {
        while (isBlank(bytes.peek())) {
            bytes.advance();
        }
        return !isLineEnd(bytes.peek());
    }

    private void skipToLineEnd() throws IOException {
        if (lineEnded) {
            return;
        }
        while (!isLineEnd(bytes.peek())) {
            bytes.advance();
        }
        int end = bytes.peek();
        if (end != END) {
            bytes.advance();
        }
        if (end == '\r' && bytes.peek() == '\n') {
            bytes.advance();
        }
        lineEnded = true;
    }

    private InvalidLutFile notText() {
        return refused("not-text", "the file is not plain text in UTF-8, Latin-1 or ASCII");
    }
}
