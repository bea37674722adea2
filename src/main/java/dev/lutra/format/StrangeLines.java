package dev.lutra.format;

import dev.lutra.problem.PlainText;
import java.io.IOException;

/** The lines of a text that its format does not know, such as a licence. They are passed over with a warning. */
final class StrangeLines {

    /** The largest number of them. With more, the file is some other text. */
    private static final int MAX = 500;

    private static final int MAX_QUOTED = 60;

    private final TextScanner scanner;
    private final Warnings warnings;
    private int count;

    StrangeLines(TextScanner scanner, Warnings warnings) {
        this.scanner = scanner;
        this.warnings = warnings;
    }

    /**
     * Passes over the current line, of which the current word is the first.
     *
     * @param allowed whether such text may be here
     * @throws InvalidLutFile if not, if it looks like markup, or if there are too many such lines
     */
    void passOver(boolean allowed) throws IOException {
        String word = scanner.word();
        if (!allowed || word.startsWith("<")) {
            throw scanner.refused("unexpected-text", "\"%s\" is neither a number nor a keyword".formatted(word));
        }
        String text = word + " " + scanner.restAsText();
        warn("text " + scanner.line(), "passed over, as it is neither a keyword nor a row: \"%s\"", text);
    }

    /** Passes over a line with a keyword that is unknown. */
    void passOverKeyword(String keyword) {
        warn(keyword, "unknown keyword %s ignored", scanner.word());
    }

    private void warn(String subject, String detail, String text) {
        // Stops early, so that a long text without rows is not read to its end.
        if (++count > MAX) {
            throw scanner.refused(
                    "unexpected-text", "more than %d lines are neither rows nor known keywords".formatted(MAX));
        }
        warnings.add(subject, "line %d: %s".formatted(scanner.line(), detail.formatted(quoted(text))));
    }

    /** Text of a file for a message: plain, and shortened. */
    static String quoted(String text) {
        String plain = PlainText.cleaned(text);
        return plain.length() > MAX_QUOTED ? plain.substring(0, MAX_QUOTED) + "…" : plain;
    }
}
