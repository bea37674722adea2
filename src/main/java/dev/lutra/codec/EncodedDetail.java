package dev.lutra.codec;

/**
 * A detail and how well it does.
 *
 * @param bytes what {@link DetailDecoder} reads
 * @param info what it is
 * @param mean mean ΔE76 of what is delivered, both sides rounded to 8 bits: the larger of those at the look's own size and at 33³
 * @param p99 the 99th percentile, likewise
 */
public record EncodedDetail(byte[] bytes, DetailInfo info, double mean, double p99) {

    /** Whether what is delivered is as accurate as that. */
    public boolean meets(Accuracy accuracy) {
        return mean <= accuracy.mean() && p99 <= accuracy.p99();
    }

    /** Of two details of a look the one that takes fewer bytes; the first of equals. */
    public static EncodedDetail fewerBytes(EncodedDetail one, EncodedDetail other) {
        return other.bytes.length < one.bytes.length ? other : one;
    }
}
