package dev.lutra.delivery;

import dev.lutra.format.LutLayout;
import java.math.BigDecimal;
import java.util.HexFormat;
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
    private static final int VERSION = 2;

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
