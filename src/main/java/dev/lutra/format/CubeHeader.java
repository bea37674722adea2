package dev.lutra.format;

import dev.lutra.color.RgbBox;
import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keywords of a cube file, which may be before, between and after its rows. */
final class CubeHeader {

    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WHOLE = Pattern.compile("(-?[0-9]+)(\\.0*)?");
    private static final int MAX_DIGITS = 9;

    /** The largest number of unknown lines in a header. With more, the file is some other text. */
    private static final int MAX_STRANGE_LINES = 500;

    private static final int MAX_QUOTED = 60;

    private final FormatLimits limits;
    private final Warnings warnings;
    private final CubeDomains domains;
    private @Nullable String title;
    private int curveSize;
    private int latticeSize;
    private int strangeLines;

    CubeHeader(FormatLimits limits, Warnings warnings) {
        this.limits = limits;
        this.warnings = warnings;
        domains = new CubeDomains(warnings);
    }

    /** The number of points of the 1D LUT; 0 without one. */
    int curveSize() {
        return curveSize;
    }

    /** The number of points along an axis of the 3D LUT; 0 without one. */
    int latticeSize() {
        return latticeSize;
    }

    @Nullable
    String title() {
        return title;
    }

    /** The inputs that the 1D LUT spans. */
    RgbBox curveDomain() {
        return domains.ofCurves(curveSize, latticeSize);
    }

    /** The inputs that the 3D LUT spans. If the file also has a 1D LUT, these are the outputs of the 1D LUT. */
    RgbBox latticeDomain() {
        return domains.ofLattice(curveSize, latticeSize);
    }

    /**
     * Reads a line whose first word, the current word of the scanner, is not a number.
     *
     * @param beforeRows whether no row has been read; unknown text, such as a licence, is then skipped
     */
    void read(TextScanner scanner, boolean beforeRows) throws IOException {
        String word = scanner.word();
        if (!KEYWORD.matcher(word).matches()) {
            if (!beforeRows || word.startsWith("<")) {
                throw scanner.invalid(
                        "cube-unexpected-text", "\"%s\" is neither a number nor a keyword".formatted(word));
            }
            countStrange(scanner);
            String text = word + " " + scanner.restAsText();
            warnings.add(
                    "text " + scanner.line(),
                    "line %d: passed over, as it is neither a keyword nor a row: \"%s\""
                            .formatted(scanner.line(), quoted(text)));
            return;
        }
        String keyword = word.toUpperCase(Locale.ROOT);
        switch (keyword) {
            case "TITLE" -> {
                String text = PlainText.cleaned(scanner.restAsTitle());
                title = text.isEmpty() ? null : text;
            }
            case "LUT_1D_SIZE" -> curveSize = size(scanner, keyword, curveSize, limits.curveSize());
            case "LUT_3D_SIZE" -> latticeSize = size(scanner, keyword, latticeSize, limits.latticeSize());
            default -> {
                if (domains.read(scanner, keyword)) {
                    return;
                }
                countStrange(scanner);
                warnings.add(keyword, "line %d: unknown keyword %s ignored".formatted(scanner.line(), quoted(word)));
            }
        }
    }

    /** Stops early, so that a long text without rows is not read to its end. */
    private void countStrange(TextScanner scanner) {
        if (++strangeLines > MAX_STRANGE_LINES) {
            throw scanner.invalid(
                    "cube-unexpected-text",
                    "more than %d lines are neither rows nor known keywords".formatted(MAX_STRANGE_LINES));
        }
    }

    private static String quoted(String text) {
        String plain = PlainText.cleaned(text);
        return plain.length() > MAX_QUOTED ? plain.substring(0, MAX_QUOTED) + "…" : plain;
    }

    private int size(TextScanner scanner, String keyword, int earlier, int max) throws IOException {
        Matcher number = WHOLE.matcher(scanner.nextWord() ? scanner.word() : "");
        if (!number.matches() || scanner.nextWord()) {
            throw scanner.invalid("cube-size", "%s takes one whole number".formatted(keyword));
        }
        String word = number.group(1);
        if (number.group(2) != null) {
            warnings.add(
                    "decimals of " + keyword,
                    "line %d: %s written as %s".formatted(scanner.line(), keyword, quoted(number.group())));
        }
        int size = word.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(word);
        if (size < 2 || size > max) {
            throw scanner.invalid("cube-size", "%s %s is not within 2…%d".formatted(keyword, word, max));
        }
        if (earlier != 0 && earlier != size) {
            throw scanner.invalid("cube-size", "%s is %d here and %d before".formatted(keyword, size, earlier));
        }
        return size;
    }
}
