package dev.lutra.codec;

import dev.lutra.codec.TransformedLook.Attempt;
import java.util.Optional;

/**
 * Searches for the step of a detail. It starts from a guess and uses the usual change of differences and bytes from
 * step to step. Steps are coarse, so it then also searches for the cost of a bit.
 */
final class StepSearch {

    /** The fall of the logarithm of the differences from one step to the next coarser one, averaged over many looks. */
    private static final double DIFFERENCE_FALL = 0.0381;

    /** The rise of the logarithm of the bytes from one step to the next finer one, averaged over many looks. */
    private static final double BYTES_RISE = 0.086;

    /** The step at which the mean difference is about 1. */
    private static final int USUAL = 17;

    /** The first cost of a bit, in squared quanta. */
    static final float LAMBDA = 0.12f;

    /** The highest cost of a bit, in squared quanta. The change from the first cost has about the effect of one step. */
    private static final float DEAREST = 0.24f;

    private static final int REFINEMENTS = 2;

    private StepSearch() {}

    /** Finds the coarsest step that meets an accuracy. */
    static Optional<Attempt> meet(TransformedLook look, Accuracy accuracy) throws InterruptedException {
        return meet(look, accuracy, USUAL - (int) Math.round(Math.log(accuracy.mean()) / DIFFERENCE_FALL));
    }

    /**
     * Finds the coarsest step that meets an accuracy, from a better guess.
     *
     * @param start the index of the first step to try
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

    /** The index of the step that probably meets an accuracy smaller by a factor. */
    static int finer(Step step, double factor) {
        return step.index() - (int) Math.floor(Math.log(factor) / DIFFERENCE_FALL);
    }

    /** Raises the cost of a bit as long as the detail meets the accuracy. */
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

    /** Codes a look with a step and a cost of a bit, in squared quanta. */
    interface Coding {

        Attempt attempt(Step step, float lambda) throws InterruptedException;
    }

    /** Finds the finest step whose detail has at most {@code mostBytes} bytes. */
    static Optional<Attempt> within(Coding look, int mostBytes) throws InterruptedException {
        Optional<Attempt> finest = finest(look, mostBytes, USUAL);
        return finest.isEmpty() ? finest : Optional.of(cheapest(look, mostBytes, finest.get()));
    }

    /**
     * Finds the finest step whose detail has at most {@code mostBytes} bytes with the usual cost of a bit.
     *
     * @param start the index of the first step to try
     */
    static Optional<Attempt> finest(Coding look, int mostBytes, int start) throws InterruptedException {
        int fitting = Step.MIN - 1;
        int tooLong = Step.MAX + 1;
        int guess = start;
        Optional<Attempt> best = Optional.empty();
        while (tooLong - fitting > 1) {
            var step = new Step(Math.clamp(guess, fitting + 1, tooLong - 1));
            Attempt attempt = look.attempt(step, LAMBDA);
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
        return best;
    }

    /** Tries the step after the finest one that fits, with a cost of a bit that makes the detail fit. */
    static Attempt cheapest(Coding look, int mostBytes, Attempt fitting) throws InterruptedException {
        if (fitting.step().index() == Step.MAX) {
            return fitting;
        }
        var step = new Step(fitting.step().index() + 1);
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
