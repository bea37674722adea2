package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Splits cube text into lines and words, in a fixed amount of memory.
 *
 * <p>Lines end in LF, CR LF or CR. Words are divided by blanks; a {@code #} where a word would begin starts a comment.
 */
final class CubeScanner {

    private static final int MAX_WORD = 1024;
    private static final int END = -1;
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 15];
    private int position;
    private int limit;
    private long total;
    private int line;
    private boolean lineEnded = true;

    /** The current word. */
    private final byte[] word = new byte[MAX_WORD];

    private int length;

    CubeScanner(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The number of the current line, from 1. */
    int line() {
        return line;
    }

    /**
     * Steps to the first word of the next line that has one.
     *
     * @return false at the end of the file
     */
    boolean nextLine() throws IOException {
        while (true) {
            skipToLineEnd();
            if (peek() == END) {
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
     * Steps to the next word of the line.
     *
     * @return false at the end of the line
     */
    boolean nextWord() throws IOException {
        if (lineEnded || !skipBlanks() || peek() == '#') {
            skipToLineEnd();
            return false;
        }
        length = 0;
        int next = peek();
        do {
            if (length == MAX_WORD) {
                throw invalid("cube-unexpected-text", "a word of more than %d characters".formatted(MAX_WORD));
            }
            word[length++] = (byte) next;
            position++;
            next = peek();
            // A title's quotation mark may follow its keyword at once.
        } while (!isBlank(next) && !isLineEnd(next) && next != '"');
        return true;
    }

    /** The current word. */
    String word() {
        return decode(word, length);
    }

    /** Whether the current word can only be meant as a number. */
    boolean isNumber() {
        byte first = word[0];
        return isDigit(0) || first == '-' || first == '+' || first == '.' || isNotFinite();
    }

    /** Whether the current word begins like a number as far as its first digit, or says that it is none. */
    boolean isNumberWithDigits() {
        int at = word[0] == '-' || word[0] == '+' ? 1 : 0;
        return isDigit(at) || (at < length && word[at] == '.' && isDigit(at + 1)) || isNotFinite();
    }

    private boolean isDigit(int at) {
        return at < length && word[at] >= '0' && word[at] <= '9';
    }

    /**
     * The current word as a number.
     *
     * @throws InvalidLutFile if it is none, or not finite as a float
     */
    float number() {
        try {
            float number = DecimalParser.parse(word, length);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            if (!isNotFinite()) {
                String hint =
                        word().contains(",") ? "; decimals are written with a point, numbers divided by blanks" : "";
                throw invalid("cube-not-a-number", "\"%s\" is not a number%s".formatted(word(), hint));
            }
        }
        throw invalid("cube-not-finite", "\"%s\" is not finite, or too large".formatted(word()));
    }

    private boolean isNotFinite() {
        return NOT_FINITE.matcher(word()).matches();
    }

    /**
     * The rest of the line as a title: without its quotation marks, the second of which may lack; cut where it is longer
     * than a word may be; as UTF-8, or as Latin-1 where it is not that.
     */
    String restAsTitle() throws IOException {
        boolean quoted = skipBlanks() && peek() == '"';
        if (quoted) {
            position++;
        }
        return restUpTo(quoted ? '"' : END);
    }

    /** The rest of the line, cut and decoded as a title is. */
    String restAsText() throws IOException {
        return restUpTo(END);
    }

    private String restUpTo(int end) throws IOException {
        length = 0;
        for (int next = peek(); !isLineEnd(next) && next != end; next = peek()) {
            if (length < MAX_WORD) {
                word[length++] = (byte) next;
            }
            position++;
        }
        skipToLineEnd();
        return decode(word, length).strip();
    }

    InvalidLutFile invalid(String code, String detail) {
        return new InvalidLutFile(code, Math.max(line, 1), detail);
    }

    private void skipByteOrderMark() throws IOException {
        if (peek() == 0xEF) {
            for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
                if (peek() != expected) {
                    throw notText();
                }
                position++;
            }
        }
    }

    /** Returns false at the end of the line. */
    private boolean skipBlanks() throws IOException {
        while (isBlank(peek())) {
            position++;
        }
        return !isLineEnd(peek());
    }

    private void skipToLineEnd() throws IOException {
        if (lineEnded) {
            return;
        }
        while (!isLineEnd(peek())) {
            position++;
        }
        int end = peek();
        position += end == END ? 0 : 1;
        if (end == '\r' && peek() == '\n') {
            position++;
        }
        lineEnded = true;
    }

    /** The next byte, 0…255, or {@link #END}. */
    private int peek() throws IOException {
        if (position == limit && !fill()) {
            return END;
        }
        int next = buffer[position] & 0xFF;
        if (next < ' ' && !isBlank(next) && !isLineEnd(next)) {
            throw notText();
        }
        return next;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer);
        position = 0;
        limit = Math.max(count, 0);
        total += limit;
        if (total > maxBytes) {
            throw new InvalidLutFile("file-too-large", "the file has more than %d bytes".formatted(maxBytes));
        }
        return limit > 0;
    }

    private InvalidLutFile notText() {
        return invalid("cube-not-text", "the file is not plain text in UTF-8, Latin-1 or ASCII");
    }

    private static boolean isBlank(int next) {
        return next == ' ' || next == '\t' || next == '\f' || next == 0x0B;
    }

    private static boolean isLineEnd(int next) {
        return next == '\n' || next == '\r' || next == END;
    }

    private static String decode(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
