package dev.lutra.codec;

import dev.lutra.codec.TransformedLook.Attempt;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Searches for the step of a detail of a look on one lattice size. */
final class Fitting {

    /** A size whose points lie between those of the promised size, where the network is curved and a lattice is not. */
    private static final int BETWEEN_SIZE = 32;

    private static final int TIGHTENINGS = 4;
    private static final double MARGIN = 0.985;
    private static final double FINER = 0.7;

    /** The largest share of an accuracy that resampling may use up. */
    private static final double RESAMPLING_SHARE = 0.7;

    private final DetailHeader header;
    private final Lut3d look;
    private final RgbBox range;
    private final Prediction prediction;
    private final TransformedLook transformed;

    Fitting(LatticeCoder coder, DetailHeader header, Lut3d look, RgbBox range, Prediction prediction) {
        this.header = header;
        this.look = look;
        this.range = range;
        this.prediction = prediction;
        int size = header.size();
        transformed = new TransformedLook(
                coder,
                header,
                Planes.of(look.resample(size), header.monochrome()),
                Planes.of(prediction.at(size), header.monochrome()),
                size == look.size() ? mostOff(range) : GreyCorrection.MOST_OFF_AT_ENDS,
                false);
    }

    /** Finds the detail of the fewest bytes that meets an accuracy; empty if none was found. */
    Optional<EncodedDetail> meet(Accuracy accuracy) throws InterruptedException {
        if (look.size() != header.size() && !resamplingMeets(accuracy)) {
            return Optional.empty();
        }
        Accuracy aim = accuracy;
        Optional<Attempt> attempt = StepSearch.meet(transformed, aim);
        for (int i = 0; i <= TIGHTENINGS; i++) {
            if (attempt.isEmpty()) {
                return Optional.empty();
            }
            EncodedDetail detail = measured(attempt.get());
            double excess = Math.max(detail.mean() / accuracy.mean(), detail.p99() / accuracy.p99());
            if (excess <= 1) {
                return Optional.of(detail);
            }
            // Greys that are not exact between the points of the detail become exact with a finer step, or never.
            double factor = Double.isFinite(excess) ? MARGIN / excess : FINER;
            aim = aim.tightened(factor);
            attempt = StepSearch.meet(
                    transformed, aim, StepSearch.finer(attempt.get().step(), factor));
        }
        return Optional.empty();
    }

    /** Whether resampling to this lattice alone leaves enough of the accuracy for the quantisation. */
    private boolean resamplingMeets(Accuracy accuracy) throws InterruptedException {
        var resampled = new Detail(look.resample(header.size()), header.monochrome(), true);
        DeliveredCheck check = DeliveredCheck.of(look, range, Prediction.IDENTITY, resampled, look.size());
        return check.greysExact()
                && check.mean() <= RESAMPLING_SHARE * accuracy.mean()
                && check.p99() <= RESAMPLING_SHARE * accuracy.p99();
    }

    /** The size of the detail in bytes with a given step. */
    int bytes(Step step) throws InterruptedException {
        return transformed.attempt(step).bytes().length;
    }

    /** Finds the best detail of at most {@code mostBytes} bytes; empty if there is none. */
    Optional<EncodedDetail> within(int mostBytes) throws InterruptedException {
        Optional<Attempt> attempt = StepSearch.within(transformed::attempt, mostBytes);
        return attempt.isEmpty() ? Optional.empty() : Optional.of(measured(attempt.get()));
    }

    /** Measures the error at all promised sizes. The error is infinite if greys are not exact. */
    private EncodedDetail measured(Attempt attempt) throws InterruptedException {
        double mean = 0;
        double p99 = 0;
        var detail = new Detail(Planes.toLattice(attempt.residual(), header.size()), header.monochrome(), false);
        for (int size : promisedSizes()) {
            DeliveredCheck check = DeliveredCheck.of(look, range, prediction, detail, size);
            boolean promised = header.exactGreys() && (size != BETWEEN_SIZE || size == look.size());
            mean = Math.max(mean, promised && !check.greysExact() ? Double.POSITIVE_INFINITY : check.mean());
            p99 = Math.max(p99, check.p99());
        }
        return new EncodedDetail(attempt.bytes(), header.info(), mean, p99);
    }

    /** The permitted error of greys. An 8-bit code is a smaller share of a wider range. */
    private static float mostOff(RgbBox range) {
        double widest = Math.max(range.extent(0), Math.max(range.extent(1), range.extent(2)));
        return (float) Math.max(GreyCorrection.MOST_OFF / Math.max(widest, 1), GreyCorrection.MOST_OFF_AT_ENDS);
    }

    private List<Integer> promisedSizes() {
        IntStream promised = IntStream.of(look.size(), DetailInfo.PROMISED_SIZE);
        IntStream all = header.identity() ? promised : IntStream.concat(promised, IntStream.of(BETWEEN_SIZE));
        return all.distinct().boxed().toList();
    }
}
