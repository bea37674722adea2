package dev.lutra.delivery;

import dev.lutra.codec.PackedShaper;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.format.LutLayout;
import dev.lutra.library.LibraryLut;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A request for a file of a LUT with all defaults resolved. Equal requests have equal answers.
 *
 * @param layout the layout of the file
 * @param strength the share of the LUT in its mix with the identity, 0…1
 * @param gzip whether the answer is compressed
 */
public record LutRequest(ColorMap subject, LutLayout layout, float strength, boolean gzip) implements FileRequest {

    /** Increment this if the writers or the mixing give other bytes for the same LUT. */
    private static final int VERSION = 3;

    private static final int DIGEST_BYTES = 16;

    /**
     * A key for the bytes of the answer. The answer is not computed for it.
     *
     * @param device the device that decodes, because devices may differ in the last bit
     */
    String key(String device) {
        String parts = String.join(
                "\n",
                "lutra " + VERSION,
                device,
                layout.toString(),
                Float.toString(strength),
                subject.fingerprint(),
                title());
        byte[] digest = DigestUtils.sha256(parts);
        String key = HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        return gzip ? key + "-gzip" : key;
    }

    /** The name of the file. It differs if the values of the LUT differ. */
    public String fileName() {
        return layout.fileName(strength == 1 ? subject.name() : subject.name() + "-strength-" + strengthText());
    }

    /** The title in the file. Like the file name, it differs if the values differ; it contains no sizes. */
    public String title() {
        return strength == 1 ? subject.title() : subject.title() + ", strength " + strengthText();
    }

    /** Whether the file has no place for the shaper or the domain of the LUT, so that another lattice samples it. */
    boolean isSampled() {
        return !warnings().isEmpty();
    }

    /** What the file does not hold of the LUT, for its user. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        switch (subject) {
            case ColorMap.Single single -> {
                warnOfShaper(single.lut(), warnings);
                warnOfDomain(single.lut().inputs(), warnings);
            }
            case Blend blend -> {
                if (blend.parts().stream().anyMatch(part -> part.lut().shaper() != null)) {
                    warnings.add("the blend of looks with shapers was sampled at %d points".formatted(layout.size()));
                }
                warnOfDomain(blend.domain(), warnings);
            }
            case Inverse inverse -> {
                // Its domain is known only once it is computed.
            }
            case TokenLook token -> {
                // It spans 0…1 and has no shaper.
            }
        }
        return warnings;
    }

    private void warnOfShaper(LibraryLut lut, List<String> warnings) {
        PackedShaper shaper = lut.shaper();
        if (shaper != null && !layout.holdsShaper()) {
            warnings.add("the shaper of %d points was sampled at %d; csp, clf and cube with dialect=resolve keep it"
                    .formatted(shaper.points(), layout.size()));
        } else if (shaper != null && strength != 1) {
            warnings.add("the mix is exact at %d points of the shaper, and straight between them; more with res"
                    .formatted(layout.size()));
        }
    }

    private void warnOfDomain(RgbBox inputs, List<String> warnings) {
        if (!inputs.isUnit() && !layout.holdsDomain()) {
            warnings.add("the look takes inputs from %s to %s; this file takes those from 0 to 1"
                    .formatted(text(inputs.min()), text(inputs.max())));
        }
    }

    private static String text(Rgb color) {
        boolean isGrey = color.red() == color.green() && color.red() == color.blue();
        return isGrey
                ? Float.toString(color.red())
                : "(%s, %s, %s)".formatted(color.red(), color.green(), color.blue());
    }

    /** Whether the values are those of the source, at its own points. */
    boolean isExact() {
        return strength == 1
                && !isSampled()
                && subject instanceof ColorMap.Single single
                && single.isExact()
                && single.lut().source().size() == layout.size();
    }

    private String strengthText() {
        return new BigDecimal(Float.toString(strength)).stripTrailingZeros().toPlainString();
    }

    /** The same file, not compressed. */
    LutRequest uncompressed() {
        return new LutRequest(subject, layout, strength, false);
    }

    /** Compression shrinks an answer to about a third. */
    @Override
    public long estimatedBytes() {
        return gzip ? layout.estimatedBytes() / 2 : layout.estimatedBytes();
    }
}
