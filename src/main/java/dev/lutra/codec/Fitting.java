package dev.lutra.codec;

import dev.lutra.codec.TransformedLook.Attempt;
import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks for the step that a look needs on one lattice. */
final class Fitting {

    /** Its points lie between those of the promised size, where a network curves and a lattice does not. */
    private static final int BETWEEN_SIZE = 32;

    private static final int TIGHTENINGS = 4;
    private static final double MARGIN = 0.985;
    private static final double FINER = 0.7;

    /** What resampling may take of an accuracy. */
    private static final double RESAMPLING_SHARE = 0.7;

    private final DetailHeader header;
    private final Lut3d look;
    private final Domain range;
    private final Prediction prediction;
    private final TransformedLook transformed;

    Fitting(LatticeCoder coder, DetailHeader header, Lut3d look, Domain range, Prediction prediction) {
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
                size == look.size() ? mostOff(range) : GreyCorrection.MOST_OFF_AT_ENDS);
    }

    /** The fewest bytes that meet an accuracy; empty if none were found to. */
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
            // Greys that are not exact between the detail's points become so when all is finer, or never.
            double factor = Double.isFinite(excess) ? MARGIN / excess : FINER;
            aim = aim.tightened(factor);
            attempt = StepSearch.meet(
                    transformed, aim, StepSearch.finer(attempt.get().step(), factor));
        }
        return Optional.empty();
    }

    /** Whether the look would do on this lattice if nothing else were lost, with some room for what will be. */
    private boolean resamplingMeets(Accuracy accuracy) throws InterruptedException {
        var resampled = new Detail(look.resample(header.size()), header.monochrome(), true);
        DeliveredCheck check = DeliveredCheck.of(look, range, Prediction.IDENTITY, resampled, look.size());
        return check.greysExact()
                && check.mean() <= RESAMPLING_SHARE * accuracy.mean()
                && check.p99() <= RESAMPLING_SHARE * accuracy.p99();
    }

    /** What the look takes with a step. */
    int bytes(Step step) throws InterruptedException {
        return transformed.attempt(step).bytes().length;
    }

    /** The best detail of at most so many bytes; empty if there is none. */
    Optional<EncodedDetail> within(int mostBytes) throws InterruptedException {
        Optional<Attempt> attempt = StepSearch.within(transformed, mostBytes);
        return attempt.isEmpty() ? Optional.empty() : Optional.of(measured(attempt.get()));
    }

    /** Measures what is delivered wherever that was promised; where greys are not exact it is infinitely bad. */
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

    /** In a wider range a code of 255 is less of it. */
    private static float mostOff(Domain range) {
        double widest = Math.max(range.extent(0), Math.max(range.extent(1), range.extent(2)));
        return (float) Math.max(GreyCorrection.MOST_OFF / Math.max(widest, 1), GreyCorrection.MOST_OFF_AT_ENDS);
    }

    private List<Integer> promisedSizes() {
        IntStream promised = IntStream.of(look.size(), DetailInfo.PROMISED_SIZE);
        IntStream all = header.identity() ? promised : IntStream.concat(promised, IntStream.of(BETWEEN_SIZE));
        return all.distinct().boxed().toList();
    }
}
