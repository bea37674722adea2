package dev.lutra.format;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a cube file that give the inputs of its LUTs. Those of Adobe apply to each channel, those of Resolve
 * to all channels and to each LUT separately. If a file has both, they must agree.
 */
final class CubeDomains {

    private static final String DOMAIN_MIN = "DOMAIN_MIN";
    private static final String DOMAIN_MAX = "DOMAIN_MAX";
    private static final String RANGE_1D = "LUT_1D_INPUT_RANGE";
    private static final String RANGE_3D = "LUT_3D_INPUT_RANGE";

    private final Warnings warnings;
    private final Map<String, float[]> limits = new LinkedHashMap<>();
    /** The line of the last of these keywords. */
    private int line;

    CubeDomains(Warnings warnings) {
        this.warnings = warnings;
    }

    /**
     * Reads the rest of a line.
     *
     * @param keyword the first word of the line, in upper case
     * @return whether it is one of these keywords; if not, nothing was read
     */
    boolean read(TextScanner scanner, String keyword) throws IOException {
        switch (keyword) {
            case DOMAIN_MIN, DOMAIN_MAX -> readLimits(scanner, keyword, 3);
            case RANGE_1D, RANGE_3D -> readLimits(scanner, keyword, 2);
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * The inputs that the 1D LUT spans.
     *
     * @param curveSize the number of points of the 1D LUT; 0 without one
     * @param latticeSize the number of points along an axis of the 3D LUT; 0 without one
     * @throws InvalidLutFile if keywords contradict each other, or if it is unclear which LUT they mean
     */
    RgbBox ofCurves(int curveSize, int latticeSize) {
        return domain(RANGE_1D, curveSize > 0 && latticeSize > 0);
    }

    /** The inputs that the 3D LUT spans; as {@link #ofCurves}. */
    RgbBox ofLattice(int curveSize, int latticeSize) {
        return domain(RANGE_3D, curveSize > 0 && latticeSize > 0);
    }

    private RgbBox domain(String rangeKeyword, boolean both) {
        float @Nullable [] min = limits.get(DOMAIN_MIN);
        float @Nullable [] max = limits.get(DOMAIN_MAX);
        float @Nullable [] range = limits.get(rangeKeyword);
        RgbBox ofRange = range == null ? RgbBox.UNIT : domain(grey(range[0]), grey(range[1]));
        if (min == null && max == null) {
            return ofRange;
        }
        RgbBox domain = domain(min == null ? Rgb.BLACK : rgb(min), max == null ? Rgb.WHITE : rgb(max));
        if (range != null && !domain.equals(ofRange)) {
            throw conflict("DOMAIN_MIN and DOMAIN_MAX say otherwise than " + rangeKeyword);
        }
        if (both && !domain.isUnit()) {
            throw conflict(
                    "with both a 1D and a 3D LUT in the file, DOMAIN_MIN and DOMAIN_MAX leave open which they mean;"
                            + " use LUT_1D_INPUT_RANGE and LUT_3D_INPUT_RANGE");
        }
        return domain;
    }

    private RgbBox domain(Rgb min, Rgb max) {
        try {
            return new RgbBox(min, max);
        } catch (IllegalArgumentException e) {
            var invalid = new InvalidLutFile(
                    "cube-domain", line, "the lower limit of the inputs is not below the upper one in every channel");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private InvalidLutFile conflict(String detail) {
        return new InvalidLutFile("cube-domain-conflict", line, detail);
    }

    private void readLimits(TextScanner scanner, String keyword, int count) throws IOException {
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
        line = scanner.line();
        if (count == 2 && !(values[0] == 0 && values[1] == 1)) {
            warnings.add(
                    keyword,
                    "line %d: inputs taken to span %s to %s (%s)"
                            .formatted(scanner.line(), values[0], values[1], keyword));
        }
        float[] earlier = limits.putIfAbsent(keyword, values);
        if (earlier != null && !Arrays.equals(earlier, values)) {
            throw conflict("%s says otherwise than the line before it with that keyword".formatted(keyword));
        }
    }

    private static InvalidLutFile wrongCount(TextScanner scanner, String keyword, int count) {
        return scanner.invalid("cube-domain", "%s takes %d numbers".formatted(keyword, count));
    }

    private static Rgb grey(float value) {
        return new Rgb(value, value, value);
    }

    private static Rgb rgb(float[] values) {
        return new Rgb(values[0], values[1], values[2]);
    }
}
