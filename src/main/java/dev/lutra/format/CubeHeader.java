package dev.lutra.format;

import dev.lutra.color.Domain;
import dev.lutra.color.Rgb;
import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keywords of a cube file, which may stand before, among and behind its rows. */
final class CubeHeader {

    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WHOLE = Pattern.compile("(-?[0-9]+)(\\.0*)?");
    private static final int MAX_DIGITS = 9;
    private static final int MAX_WARNINGS = 20;

    /** Of a header: beyond, the file is some other text. */
    private static final int MAX_STRANGE_LINES = 500;

    private static final int MAX_QUOTED = 60;
    private static final String DOMAIN_MIN = "DOMAIN_MIN";
    private static final String DOMAIN_MAX = "DOMAIN_MAX";
    private static final String RANGE_1D = "LUT_1D_INPUT_RANGE";
    private static final String RANGE_3D = "LUT_3D_INPUT_RANGE";

    private final FormatLimits limits;
    private final Map<String, float[]> limitsOfInput = new LinkedHashMap<>();
    private final Map<String, String> warnings = new LinkedHashMap<>();
    private @Nullable String title;
    private int curveSize;
    private int latticeSize;
    private int lineOfDomain;
    private int strangeLines;

    CubeHeader(FormatLimits limits) {
        this.limits = limits;
    }

    /** Points of the 1D LUT; 0 without one. */
    int curveSize() {
        return curveSize;
    }

    /** Points along an axis of the 3D LUT; 0 without one. */
    int latticeSize() {
        return latticeSize;
    }

    @Nullable
    String title() {
        return title;
    }

    List<String> warnings() {
        return new ArrayList<>(warnings.values());
    }

    /**
     * Reads the line whose first word, which the scanner is at, is no number.
     *
     * @param beforeRows whether no row has come yet: there, lines of other text, such as a licence, are passed over
     */
    void read(CubeScanner scanner, boolean beforeRows) throws IOException {
        String word = scanner.word();
        if (!KEYWORD.matcher(word).matches()) {
            if (!beforeRows || word.startsWith("<")) {
                throw scanner.invalid(
                        "cube-unexpected-text", "\"%s\" is neither a number nor a keyword".formatted(word));
            }
            countStrange(scanner);
            String text = word + " " + scanner.restAsText();
            warn(
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
            case DOMAIN_MIN, DOMAIN_MAX -> readLimits(scanner, keyword, 3);
            case RANGE_1D, RANGE_3D -> readLimits(scanner, keyword, 2);
            default -> {
                countStrange(scanner);
                warn(keyword, "line %d: unknown keyword %s ignored".formatted(scanner.line(), quoted(word)));
            }
        }
    }

    /** A text of any length that starts with no row is not read to its end. */
    private void countStrange(CubeScanner scanner) {
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

    /** Notes something that the person who has the file may want to know, once for each subject. */
    void warn(String subject, String text) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.putIfAbsent(subject, text);
        }
    }

    /** The inputs that the 1D LUT spans. */
    Domain curveDomain() {
        return domain(RANGE_1D);
    }

    /** The inputs that the 3D LUT spans: of the file or, where that has a 1D LUT too, of what comes out of it. */
    Domain latticeDomain() {
        return domain(RANGE_3D);
    }

    private Domain domain(String rangeKeyword) {
        float @Nullable [] min = limitsOfInput.get(DOMAIN_MIN);
        float @Nullable [] max = limitsOfInput.get(DOMAIN_MAX);
        float @Nullable [] range = limitsOfInput.get(rangeKeyword);
        Domain ofRange = range == null ? Domain.UNIT : domain(grey(range[0]), grey(range[1]));
        if (min == null && max == null) {
            return ofRange;
        }
        Domain domain = domain(min == null ? Rgb.BLACK : rgb(min), max == null ? Rgb.WHITE : rgb(max));
        if (range != null && !domain.equals(ofRange)) {
            throw conflict("DOMAIN_MIN and DOMAIN_MAX say otherwise than " + rangeKeyword);
        }
        if (curveSize > 0 && latticeSize > 0 && !domain.isUnit()) {
            throw conflict(
                    "with both a 1D and a 3D LUT in the file, DOMAIN_MIN and DOMAIN_MAX leave open which they mean;"
                            + " use LUT_1D_INPUT_RANGE and LUT_3D_INPUT_RANGE");
        }
        return domain;
    }

    private Domain domain(Rgb min, Rgb max) {
        try {
            return new Domain(min, max);
        } catch (IllegalArgumentException e) {
            var invalid = new InvalidLutFile(
                    "cube-domain",
                    lineOfDomain,
                    "the lower limit of the inputs is not below the upper one in every channel");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private InvalidLutFile conflict(String detail) {
        return new InvalidLutFile("cube-domain-conflict", lineOfDomain, detail);
    }

    private void readLimits(CubeScanner scanner, String keyword, int count) throws IOException {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            if (!scanner.nextWord()) {
                throw wrongCount(scanner, keyword, count);
            }
            values[i] = scanner.number();
        }
        if (scanner.nextWord()) {
            throw wrongCount(scanner, keyword, count);
        }
        lineOfDomain = scanner.line();
        if (count == 2 && !(values[0] == 0 && values[1] == 1)) {
            warn(
                    keyword,
                    "line %d: inputs taken to span %s to %s (%s)"
                            .formatted(scanner.line(), values[0], values[1], keyword));
        }
        float[] earlier = limitsOfInput.putIfAbsent(keyword, values);
        if (earlier != null && !Arrays.equals(earlier, values)) {
            throw conflict("%s says otherwise than the line before it with that keyword".formatted(keyword));
        }
    }

    private static InvalidLutFile wrongCount(CubeScanner scanner, String keyword, int count) {
        return scanner.invalid("cube-domain", "%s takes %d numbers".formatted(keyword, count));
    }

    private int size(CubeScanner scanner, String keyword, int earlier, int max) throws IOException {
        Matcher number = WHOLE.matcher(scanner.nextWord() ? scanner.word() : "");
        if (!number.matches() || scanner.nextWord()) {
            throw scanner.invalid("cube-size", "%s takes one whole number".formatted(keyword));
        }
        String word = number.group(1);
        if (number.group(2) != null) {
            warn(
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

    private static Rgb grey(float value) {
        return new Rgb(value, value, value);
    }

    private static Rgb rgb(float[] values) {
        return new Rgb(values[0], values[1], values[2]);
    }
}
