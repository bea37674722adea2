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
    private static final String IN_VIDEO_RANGE = "LUT_IN_VIDEO_RANGE";

    private final TextScanner scanner;
    private final Warnings warnings;
    private final Map<String, Limits> limits = new LinkedHashMap<>();
    private boolean videoInputs;
    /** The line of the last of these keywords. */
    private int line;

    private record Limits(int line, float[] values) {

        boolean isUnit() {
            return values[0] == 0 && values[1] == 1;
        }
    }

    CubeDomains(TextScanner scanner, Warnings warnings) {
        this.scanner = scanner;
        this.warnings = warnings;
    }

    /**
     * Reads the rest of a line.
     *
     * @param keyword the first word of the line, in upper case
     * @return whether it is one of these keywords; if not, nothing was read
     */
    boolean read(String keyword) throws IOException {
        switch (keyword) {
            case DOMAIN_MIN, DOMAIN_MAX -> readLimits(keyword, 3);
            case RANGE_1D, RANGE_3D -> readLimits(keyword, 2);
            case IN_VIDEO_RANGE -> readVideoInputs();
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * The inputs that the 1D LUT spans. Call this once, at the end of the file.
     *
     * @param alone whether the file has no 3D LUT
     * @throws InvalidLutFile if keywords contradict each other, or if it is unclear which LUT they mean
     */
    RgbBox ofCurves(boolean alone) {
        RgbBox domain = domain(RANGE_1D, RANGE_3D, alone);
        return videoInputs ? toFull(domain) : domain;
    }

    /**
     * The inputs that the 3D LUT spans; as {@link #ofCurves}.
     *
     * @param alone whether the file has no 1D LUT
     */
    RgbBox ofLattice(boolean alone) {
        RgbBox domain = domain(RANGE_3D, RANGE_1D, alone);
        return videoInputs && alone ? toFull(domain) : domain;
    }

    private RgbBox domain(String keyword, String otherKeyword, boolean alone) {
        Limits other = limits.get(otherKeyword);
        if (alone && other != null && !other.isUnit()) {
            warnings.add(
                    otherKeyword,
                    "line %d: %s ignored, as the file has no such LUT".formatted(other.line(), otherKeyword));
        }
        Limits range = limits.get(keyword);
        if (range != null && !range.isUnit()) {
            warnings.add(
                    keyword,
                    "line %d: inputs taken to span %s to %s (%s)"
                            .formatted(range.line(), range.values()[0], range.values()[1], keyword));
        }
        RgbBox ofRange = range == null ? RgbBox.UNIT : domain(grey(range.values()[0]), grey(range.values()[1]));
        return checked(keyword, range, ofRange, alone);
    }

    private RgbBox checked(String keyword, @Nullable Limits range, RgbBox ofRange, boolean alone) {
        Limits min = limits.get(DOMAIN_MIN);
        Limits max = limits.get(DOMAIN_MAX);
        if (min == null && max == null) {
            return ofRange;
        }
        RgbBox domain =
                domain(min == null ? Rgb.BLACK : rgb(min.values()), max == null ? Rgb.WHITE : rgb(max.values()));
        if (range != null && !domain.equals(ofRange)) {
            throw conflict("DOMAIN_MIN and DOMAIN_MAX say otherwise than " + keyword);
        }
        if (!alone && !domain.isUnit()) {
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
            var invalid = scanner.refused(
                    "domain", line, "the lower limit of the inputs is not below the upper one in every channel");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private RgbBox toFull(RgbBox legal) {
        return domain(VideoRange.toFull(legal.min()), VideoRange.toFull(legal.max()));
    }

    private InvalidLutFile conflict(String detail) {
        return scanner.refused("domain-conflict", line, detail);
    }

    private void readVideoInputs() throws IOException {
        if (scanner.nextWord()) {
            throw scanner.refused("video-range", IN_VIDEO_RANGE + " takes no value");
        }
        line = scanner.line();
        videoInputs = true;
        warnings.add(
                IN_VIDEO_RANGE,
                "line %d: inputs converted from video levels (64…940 of 1023) to the full range (%s)"
                        .formatted(line, IN_VIDEO_RANGE));
    }

    private void readLimits(String keyword, int count) throws IOException {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            if (!scanner.nextWord()) {
                throw wrongCount(keyword, count);
            }
            values[i] = scanner.number();
        }
        if (scanner.nextWord()) {
            throw wrongCount(keyword, count);
        }
        line = scanner.line();
        Limits earlier = limits.putIfAbsent(keyword, new Limits(line, values));
        if (earlier != null && !Arrays.equals(earlier.values(), values)) {
            throw conflict("%s says otherwise than the line before it with that keyword".formatted(keyword));
        }
    }

    private InvalidLutFile wrongCount(String keyword, int count) {
        return scanner.refused("domain", "%s takes %d numbers".formatted(keyword, count));
    }

    private static Rgb grey(float value) {
        return new Rgb(value, value, value);
    }

    private static Rgb rgb(float[] values) {
        return new Rgb(values[0], values[1], values[2]);
    }
}
