package dev.lutra.codec;

import dev.lutra.codec.TransformedLook.Attempt;
import java.util.Optional;

/**
 * Searches for the step of a detail, from a guess and from how differences and bytes go with it; then, as steps are coarse, for
 * what a bit may cost.
 */
final class StepSearch {

    /** By how much the logarithms of differences and bytes change from one step to the next, over many looks. */
    private static final double DIFFERENCE_FALL = 0.0381;

    private static final double BYTES_RISE = 0.086;

    /** The step at which the mean is about 1. */
    private static final int USUAL = 17;

    /** What a bit costs at first and at most, in squared quanta: about what a step more or less would change. */
    static final float LAMBDA = 0.12f;

    private static final float DEAREST = 0.24f;
    private static final int REFINEMENTS = 2;

    private StepSearch() {}

    /** The coarsest step that meets an accuracy. */
    static Optional<Attempt> meet(TransformedLook look, Accuracy accuracy) throws InterruptedException {
        return meet(look, accuracy, USUAL - (int) Math.round(Math.log(accuracy.mean()) / DIFFERENCE_FALL));
    }

    /**
     * The same from a better guess.
     *
     * @param start index of the step to begin with
     */
    static Optional<Attempt> meet(TransformedLook look, Accuracy accuracy, int start) throws InterruptedException {
        int failing = Step.MIN - 1;
        int meeting = Step.MAX + 1;
        int guess = start;
        Optional<Attempt> best = Optional.empty();
        while (meeting - failing > 1) {
            var step = new Step(Math.clamp(guess, failing + 1, meeting - 1));
            Attempt attempt = look.attempt(step);
            double excess = attempt.excess(accuracy);
            int move = (int) Math.round(Math.log(excess) / DIFFERENCE_FALL);
            if (excess <= 1) {
                meeting = step.index();
                best = Optional.of(attempt);
                guess = meeting + Math.min(move, -1);
            } else {
                failing = step.index();
                guess = failing + Math.max(move, 1);
            }
        }
        return best.isEmpty() ? best : Optional.of(dearest(look, accuracy, best.get()));
    }

    /** Where an accuracy that is finer by a factor is probably met. */
    static int finer(Step step, double factor) {
        return step.index() - (int) Math.floor(Math.log(factor) / DIFFERENCE_FALL);
    }

    /** Raises what a bit costs as long as the accuracy is met. */
    private static Attempt dearest(TransformedLook look, Accuracy accuracy, Attempt meeting)
            throws InterruptedException {
        Attempt best = meeting;
        float cheap = LAMBDA;
        float dear = DEAREST;
        for (int i = 0; i < REFINEMENTS; i++) {
            float lambda = (float) Math.sqrt(cheap * dear);
            Attempt attempt = look.attempt(meeting.step(), lambda);
            if (attempt.excess(accuracy) <= 1) {
                cheap = lambda;
                best = attempt.bytes().length < best.bytes().length ? attempt : best;
            } else {
                dear = lambda;
            }
        }
        return best;
    }

    /** The finest step that takes at most so many bytes. */
    static Optional<Attempt> within(TransformedLook look, int mostBytes) throws InterruptedException {
        int fitting = Step.MIN - 1;
        int tooLong = Step.MAX + 1;
        int guess = USUAL;
        Optional<Attempt> best = Optional.empty();
        while (tooLong - fitting > 1) {
            var step = new Step(Math.clamp(guess, fitting + 1, tooLong - 1));
            Attempt attempt = look.attempt(step);
            int move = (int) Math.round(Math.log((double) mostBytes / attempt.bytes().length) / BYTES_RISE);
            if (attempt.bytes().length <= mostBytes) {
                fitting = step.index();
                best = Optional.of(attempt);
                guess = fitting + Math.max(move, 1);
            } else {
                tooLong = step.index();
                guess = tooLong + Math.min(move, -1);
            }
        }
        return best.isEmpty() || tooLong > Step.MAX
                ? best
                : Optional.of(cheapest(look, mostBytes, new Step(tooLong), best.get()));
    }

    /** A step finer than fits, made to fit by what a bit costs. */
    private static Attempt cheapest(TransformedLook look, int mostBytes, Step step, Attempt fitting)
            throws InterruptedException {
        Attempt best = fitting;
        float cheap = LAMBDA;
        float dear = DEAREST;
        for (int i = 0; i < REFINEMENTS; i++) {
            float lambda = (float) Math.sqrt(cheap * dear);
            Attempt attempt = look.attempt(step, lambda);
            if (attempt.bytes().length <= mostBytes) {
                dear = lambda;
                best = attempt.differences().mean() < best.differences().mean() ? attempt : best;
            } else {
                cheap = lambda;
            }
        }
        return best;
    }
}
