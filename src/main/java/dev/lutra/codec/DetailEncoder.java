package dev.lutra.codec;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.util.Optional;

/** Encodes details. Thread-safe. */
public final class DetailEncoder {

    /**
     * The most points per byte of a transformed detail for which lossless coding is tried; with more points per byte,
     * lossless coding never took fewer bytes.
     */
    private static final int POINTS_TO_A_BYTE = 8;

    private static final float ROUNDING = 1e-5f;

    private static final double WORTH_A_SEARCH = 1.05;

    /** The widest range in which lossless coding is exact: half a 16-bit code of it is an eighth of an 8-bit code. */
    private static final double WIDEST_EXACT = 64;

    private final LatticeCoders coders;

    /**
     * Makes an encoder.
     *
     * @param network the constants for details against the prediction of a network
     */
    public DetailEncoder(CodecConstants network) {
        coders = new LatticeCoders(network);
    }

    /**
     * Finds the detail of the fewest bytes that brings a look to an accuracy, at its own size and at 33³, with exact
     * black, white and greys, and with only greys if the look has no other colours. If no transformed detail reaches
     * the accuracy, the detail is lossless.
     *
     * @param look the look over the unit cube with values in 0…1; the caller normalises it by its domain and range
     * @param range the box of output colours that 0…1 stands for; the accuracy applies to the delivered colours
     * @param prediction the prediction; {@link Prediction#IDENTITY} itself for a detail that needs no network
     * @param accuracy the accuracy, which must not be {@code none}
     * @throws IllegalArgumentException if the look or the accuracy violates these conditions
     * @throws InterruptedException if the thread was interrupted; the encoder notices this within a tenth of a second
     */
    public EncodedDetail encode(Lut3d look, RgbBox range, Prediction prediction, Accuracy accuracy)
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
     * Does the same against the prediction of a network or against the identity, whichever takes fewer bytes. With
     * equal steps both have about the same error. One attempt with the network at the step that the identity needs
     * therefore decides whether a search with the network is worthwhile.
     */
    public EncodedDetail encodeShorter(Lut3d look, RgbBox range, Prediction network, Accuracy accuracy)
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
     * Finds the most accurate detail of at most {@code mostBytes} bytes.
     *
     * @param look the look, as for {@link #encode}
     * @param exactGreys whether black, white and greys are exact, which takes a few dozen bytes and is noticeable in a
     *     small detail
     * @return empty if no detail has so few bytes
     */
    public Optional<EncodedDetail> encodeWithin(Lut3d look, Prediction prediction, int mostBytes, boolean exactGreys)
            throws InterruptedException {
        requireNormalised(look);
        int size = Math.min(look.size(), DetailInfo.PROMISED_SIZE);
        return fitting(look, RgbBox.UNIT, prediction, size, exactGreys).within(mostBytes);
    }

    /**
     * Makes the fitting for a prediction. Only {@link Prediction#IDENTITY} itself needs no network; another prediction
     * with the same values does.
     */
    @SuppressWarnings("ReferenceEquality")
    private Fitting fitting(Lut3d look, RgbBox range, Prediction prediction, int size, boolean exactGreys) {
        boolean monochrome = Monochrome.is(look);
        var header = new DetailHeader(size, false, monochrome, prediction == Prediction.IDENTITY, exactGreys, 0);
        return new Fitting(coders.of(header), header, look, range, prediction);
    }

    /** Makes a lossless detail. It is exact unless the range is so wide that half a 16-bit code of it is visible. */
    private static EncodedDetail lossless(Lut3d look, RgbBox range) throws InterruptedException {
        EncodedDetail encoded = LosslessDetail.encode(look);
        double widest = Math.max(range.extent(0), Math.max(range.extent(1), range.extent(2)));
        return widest <= WIDEST_EXACT
                ? encoded
                : new EncodedDetail(
                        encoded.bytes(), encoded.info(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The sizes of the lattices to try, the smallest first. */
    private static int[] latticeSizes(int size) {
        int largest = Math.min(size, DetailHeader.LARGEST_TRANSFORMED);
        return largest <= DetailInfo.PROMISED_SIZE
                ? new int[] {largest}
                : new int[] {DetailInfo.PROMISED_SIZE, largest};
    }

    private static void requireNormalised(Lut3d look) {
        if (!look.domain().isUnit()) {
            throw new IllegalArgumentException(
                    "the domain of the look is %s, not the unit cube".formatted(look.domain()));
        }
        for (float value : look.lattice()) {
            if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
                throw new IllegalArgumentException(
                        "the look has the value %s, which is not within 0…1".formatted(value));
            }
        }
    }
}
