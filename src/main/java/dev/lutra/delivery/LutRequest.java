package dev.lutra.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request for a file of a LUT, fully resolved: equal requests have equal answers.
 *
 * @param strength 0…1: how much of the LUT is mixed with the identity
 * @param gzip whether the answer is to be compressed
 */
public record LutRequest(Subject subject, Rendering rendering, float strength, boolean gzip) {

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
                rendering.toString(),
                Float.toString(strength),
                subject.fingerprint(),
                subject.title());
        byte[] digest = sha256().digest(parts.getBytes(StandardCharsets.UTF_8));
        String key = HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        return gzip ? key + "-gzip" : key;
    }

    /** Answers that compress shrink to about a third. */
    long estimatedBytes() {
        return gzip ? rendering.estimatedBytes() / 2 : rendering.estimatedBytes();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
