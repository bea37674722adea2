package dev.lutra.codec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The accuracy that is promised for a look: bounds on the mean and on the 99th percentile of ΔE76, both sides rounded
 * to 8 bits. Its text is {@code 0.5/2}, or {@code lossless} for the values of the source, or {@code none} for no
 * promise.
 *
 * @param mean the bound on the mean, above 0; 0 for lossless, infinite for none
 * @param p99 the bound on the 99th percentile, at least the mean; 0 for lossless, infinite for none
 */
public record Accuracy(double mean, double p99) {

    /** Every value equals that of the source to within half a 16-bit code. */
    public static final Accuracy LOSSLESS = new Accuracy(0, 0);

    /** No promise: the bare network. */
    public static final Accuracy NONE = new Accuracy(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final double FINEST = 0.05;
    private static final double COARSEST = 100;
    private static final Pattern PAIR = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)/(\\d{1,3}(?:\\.\\d{1,6})?)");

    public Accuracy {
        boolean promise = mean >= FINEST && mean <= p99 && p99 <= COARSEST;
        boolean extreme = mean == p99 && (mean == 0 || mean == Double.POSITIVE_INFINITY);
        if (!promise && !extreme) {
            throw new IllegalArgumentException(
                    "accuracy %s/%s: the mean must be %s or more, and the 99th percentile between it and %s"
                            .formatted(plain(mean), plain(p99), plain(FINEST), plain(COARSEST)));
        }
    }

    /**
     * Reads an accuracy.
     *
     * @throws IllegalArgumentException if the text is not an accuracy; the message is for its author
     */
    public static Accuracy of(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (trimmed.equals("lossless")) {
            return LOSSLESS;
        }
        if (trimmed.equals("none")) {
            return NONE;
        }
        Matcher pair = PAIR.matcher(trimmed);
        if (!pair.matches()) {
            throw new IllegalArgumentException(
                    "accuracy '%s': write mean/p99 as in 0.5/2, or lossless, or none".formatted(text));
        }
        return new Accuracy(Double.parseDouble(pair.group(1)), Double.parseDouble(pair.group(2)));
    }

    public boolean isLossless() {
        return mean == 0;
    }

    public boolean isNone() {
        return mean == Double.POSITIVE_INFINITY;
    }

    /** Whether this accuracy implies another one. An accuracy without a promise implies none. */
    public boolean keeps(Accuracy other) {
        return !isNone() && mean <= other.mean && p99 <= other.p99;
    }

    /** An accuracy whose bounds are smaller by a factor, down to the smallest permitted bounds. */
    Accuracy tightened(double factor) {
        double tightest = Math.max(factor, FINEST / mean);
        return new Accuracy(mean * tightest, p99 * tightest);
    }

    /** The text that {@link #of} reads. */
    @Override
    public String toString() {
        return isLossless() ? "lossless" : isNone() ? "none" : plain(mean) + "/" + plain(p99);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && value < 1e6 ? Long.toString((long) value) : Double.toString(value);
    }
}
