package dev.lutra.delivery;

import dev.lutra.format.LutLayout;
import java.math.BigDecimal;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A request for a file of a LUT, fully resolved: equal requests have equal answers.
 *
 * @param layout how the file holds it
 * @param strength 0…1: how much of the LUT is mixed with the identity
 * @param gzip whether the answer is to be compressed
 */
public record LutRequest(ColorMap subject, LutLayout layout, float strength, boolean gzip) implements FileRequest {

    /** To be raised whenever the writers or the mixing give other bytes for the same LUT. */
    private static final int VERSION = 2;

    private static final int DIGEST_BYTES = 16;

    /**
     * Names the bytes of the answer without making them.
     *
     * @param device that decodes: devices may differ in the last bit
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

    /** What the file is called: requests for other values of the same LUT get another name. */
    public String fileName() {
        return layout.fileName(strength == 1 ? subject.name() : subject.name() + "-strength-" + strengthText());
    }

    /** What the file says that it is: like its name it tells apart what has other values, but for the size. */
    public String title() {
        return strength == 1 ? subject.title() : subject.title() + ", strength " + strengthText();
    }

    private String strengthText() {
        return new BigDecimal(Float.toString(strength)).stripTrailingZeros().toPlainString();
    }

    /** Answers that compress shrink to about a third. */
    @Override
    public long estimatedBytes() {
        return gzip ? layout.estimatedBytes() / 2 : layout.estimatedBytes();
    }
}
