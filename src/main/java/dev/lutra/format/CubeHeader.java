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

    private final TextScanner scanner;
    private final FormatLimits limits;
    private final Warnings warnings;
    private final CubeDomains domains;
    private final StrangeLines strangeLines;
    private @Nullable String title;
    private int curveSize;
    private int latticeSize;
    private boolean videoOutputs;

    CubeHeader(TextScanner scanner, FormatLimits limits, Warnings warnings) {
        this.scanner = scanner;
        this.limits = limits;
        this.warnings = warnings;
        domains = new CubeDomains(scanner, warnings);
        strangeLines = new StrangeLines(scanner, warnings);
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

    /** Whether the outputs are codes of the {@linkplain VideoRange legal range}. */
    boolean hasVideoOutputs() {
        return videoOutputs;
    }

    /** The inputs that the 1D LUT spans. */
    RgbBox curveDomain() {
        return domains.ofCurves(latticeSize == 0);
    }

    /** The inputs that the 3D LUT spans. If the file also has a 1D LUT, these are the outputs of the 1D LUT. */
    RgbBox latticeDomain() {
        return domains.ofLattice(curveSize == 0);
    }

    /**
     * Reads a line whose first word, the current word of the scanner, is not a number.
     *
     * @param beforeRows whether no row has been read; unknown text, such as a licence, is then skipped
     */
    void read(boolean beforeRows) throws IOException {
        String word = scanner.word();
        if (!KEYWORD.matcher(word).matches()) {
            strangeLines.passOver(beforeRows);
            return;
        }
        String keyword = word.toUpperCase(Locale.ROOT);
        switch (keyword) {
            case "TITLE" -> {
                String text = PlainText.cleaned(scanner.restAsTitle());
                title = text.isEmpty() ? null : text;
            }
            case "LUT_1D_SIZE" -> curveSize = size(keyword, curveSize, limits.curveSize());
            case "LUT_3D_SIZE" -> latticeSize = size(keyword, latticeSize, limits.latticeSize());
            case "LUT_OUT_VIDEO_RANGE" -> readVideoOutputs(keyword);
            default -> {
                if (!domains.read(keyword)) {
                    strangeLines.passOverKeyword(keyword);
                }
            }
        }
    }

    private void readVideoOutputs(String keyword) throws IOException {
        if (scanner.nextWord()) {
            throw scanner.refused("video-range", keyword + " takes no value");
        }
        videoOutputs = true;
        warnings.add(
                keyword,
                "line %d: outputs converted from video levels (64…940 of 1023) to the full range (%s)"
                        .formatted(scanner.line(), keyword));
    }

    private int size(String keyword, int earlier, int max) throws IOException {
        Matcher number = WHOLE.matcher(scanner.nextWord() ? scanner.word() : "");
        if (!number.matches() || scanner.nextWord()) {
            throw scanner.refused("size", "%s takes one whole number".formatted(keyword));
        }
        String word = number.group(1);
        if (number.group(2) != null) {
            warnings.add(
                    "decimals of " + keyword,
                    "line %d: %s written as %s"
                            .formatted(scanner.line(), keyword, StrangeLines.quoted(number.group())));
        }
        int size = word.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(word);
        if (size < 2 || size > max) {
            throw scanner.refused("size", "%s %s is not within 2…%d".formatted(keyword, word, max));
        }
        if (earlier != 0 && earlier != size) {
            throw scanner.refused("size", "%s is %d here and %d before".formatted(keyword, size, earlier));
        }
        return size;
    }
}
