package dev.lutra.codec;

import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import java.util.Optional;

/** Makes details. Can be used by several threads at once. */
public final class DetailEncoder {

    /** Lossless coding of fewer bytes than a point's share of these was never seen where a transformed detail takes more. */
    private static final int POINTS_TO_A_BYTE = 8;

    private static final float ROUNDING = 1e-5f;

    private static final double WORTH_A_SEARCH = 1.05;

    /** Half a 16-bit code of a range as wide as this is an eighth of a code of 255. */
    private static final double WIDEST_EXACT = 64;

    private final LatticeCoders coders;

    /**
     * Prepares.
     *
     * @param network the constants of details that are added to what a network predicts
     */
    public DetailEncoder(CodecConstants network) {
        coders = new LatticeCoders(network);
    }

    /**
     * The fewest bytes that were found to bring a look to an accuracy, at its own size and at 33³: with exact black, white and
     * greys, and with greys alone if the look gives no other colour. What no transformed detail brings there is held lossless.
     *
     * @param look over the unit cube, with values within 0…1: the caller normalises by the look's domain and range
     * @param range what 0…1 of those values stand for: the accuracy is that of the colours that are delivered
     * @param prediction what the detail is added to; {@link Prediction#IDENTITY} itself for a detail that needs no network
     * @param accuracy a promise: not none
     * @throws IllegalArgumentException if the look or the accuracy is not as said
     * @throws InterruptedException if the thread was interrupted, which is noticed within a tenth of a second
     */
    public EncodedDetail encode(Lut3d look, Domain range, Prediction prediction, Accuracy accuracy)
            throws InterruptedException {
        requireNormalised(look);
        if (accuracy.isNone()) {
            throw new IllegalArgumentException("a look without a promise needs no detail");
        }
        if (accuracy.isLossless()) {
            return lossless(look, range);
        }
        Optional<EncodedDetail> fewest = Optional.empty();
        for (int size : latticeSizes(look.size())) {
            if (fewest.isEmpty()) {
                fewest = fitting(look, range, prediction, size, true).meet(accuracy);
            }
        }
        if (fewest.isPresent() && fewest.get().bytes().length < look.points() / POINTS_TO_A_BYTE) {
            return fewest.get();
        }
        EncodedDetail lossless = lossless(look, range);
        return fewest.filter(detail -> !lossless.meets(accuracy) || detail.bytes().length <= lossless.bytes().length)
                .orElse(lossless);
    }

    /**
     * The same, against what a network predicts or against the identity, whichever takes fewer bytes. At equal steps both are
     * about equally exact, so that one attempt at the step that the identity needs tells whether the network is worth a search.
     */
    public EncodedDetail encodeShorter(Lut3d look, Domain range, Prediction network, Accuracy accuracy)
            throws InterruptedException {
        EncodedDetail alone = encode(look, range, Prediction.IDENTITY, accuracy);
        if (accuracy.isLossless()) {
            return alone;
        }
        if (alone.info().lossless()) {
            EncodedDetail predicted = encode(look, range, network, accuracy);
            return alone.meets(accuracy) ? EncodedDetail.fewerBytes(alone, predicted) : predicted;
        }
        var step = new Step(DetailHeader.of(alone.bytes()).number());
        Fitting fitting = fitting(look, range, network, alone.info().size(), true);
        return fitting.bytes(step) > WORTH_A_SEARCH * alone.bytes().length
                ? alone
                : fitting.meet(accuracy)
                        .map(detail -> EncodedDetail.fewerBytes(detail, alone))
                        .orElse(alone);
    }

    /**
     * The most exact detail of at most so many bytes.
     *
     * @param look as for {@link #encode}
     * @param exactGreys whether black, white and greys are to be exact, which takes some dozens of bytes where little else is
     * @return empty if so few bytes hold none
     */
    public Optional<EncodedDetail> encodeWithin(Lut3d look, Prediction prediction, int mostBytes, boolean exactGreys)
            throws InterruptedException {
        requireNormalised(look);
        int size = Math.min(look.size(), DetailInfo.PROMISED_SIZE);
        return fitting(look, Domain.UNIT, prediction, size, exactGreys).within(mostBytes);
    }

    /** The identity itself needs no network; another prediction that happens to give the same does. */
    @SuppressWarnings("ReferenceEquality")
    private Fitting fitting(Lut3d look, Domain range, Prediction prediction, int size, boolean exactGreys) {
        boolean monochrome = Monochrome.is(look);
        var header = new DetailHeader(size, false, monochrome, prediction == Prediction.IDENTITY, exactGreys, 0);
        return new Fitting(coders.of(header), header, look, range, prediction);
    }

    /** Exact unless the range is so wide that half a 16-bit code of it can be seen. */
    private static EncodedDetail lossless(Lut3d look, Domain range) throws InterruptedException {
        EncodedDetail encoded = LosslessDetail.encode(look);
        double widest = Math.max(range.extent(0), Math.max(range.extent(1), range.extent(2)));
        return widest <= WIDEST_EXACT
                ? encoded
                : new EncodedDetail(
                        encoded.bytes(), encoded.info(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The lattices to try, those of fewer points first. */
    private static int[] latticeSizes(int size) {
        int largest = Math.min(size, DetailHeader.LARGEST_TRANSFORMED);
        return largest <= DetailInfo.PROMISED_SIZE
                ? new int[] {largest}
                : new int[] {DetailInfo.PROMISED_SIZE, largest};
    }

    private static void requireNormalised(Lut3d look) {
        if (!look.domain().isUnit()) {
            throw new IllegalArgumentException("the look spans %s, not the unit cube".formatted(look.domain()));
        }
        for (float value : look.lattice()) {
            if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
                throw new IllegalArgumentException("the look gives %s, which is not within 0…1".formatted(value));
            }
        }
    }
}
