package dev.lutra.codec;

/**
 * An encoded detail and its error.
 *
 * @param bytes the bytes that {@link DetailDecoder} reads
 * @param info the properties of the detail
 * @param mean the mean ΔE76 of the delivered colours, both sides rounded to 8 bits: the larger of the values at the
 *     look's own size and at 33³
 * @param p99 the 99th percentile, likewise
 */
public record EncodedDetail(byte[] bytes, DetailInfo info, double mean, double p99) {

    /** Whether the delivered colours meet an accuracy. */
    public boolean meets(Accuracy accuracy) {
        return mean <= accuracy.mean() && p99 <= accuracy.p99();
    }

    /** Returns the detail with fewer bytes; the first one if both have the same number. */
    public static EncodedDetail fewerBytes(EncodedDetail one, EncodedDetail other) {
        return other.bytes.length < one.bytes.length ? other : one;
    }
}
