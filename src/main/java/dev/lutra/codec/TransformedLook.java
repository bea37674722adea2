package dev.lutra.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A look on a lattice that is to be coded. It tries steps and keeps the attempts. */
final class TransformedLook {

    private static final int PERCEPTUAL_PASSES = 3;

    private final LatticeCoder coder;
    private final DetailHeader header;
    private final float[][] source;
    private final float[][] prediction;
    private final float[][] signal;
    private final PerceivedError perceived;
    private final float mostOff;
    /** The attempts by the index of the step. */
    private final Map<Integer, Attempt> tried = new LinkedHashMap<>();

    /** A detail with a given step. */
    final class Attempt {

        private final Step step;
        private final byte[] bytes;
        private final float[][] residual;
        private @Nullable DifferenceMeter differences;

        private Attempt(Step step, byte[] bytes, float[][] residual) {
            this.step = step;
            this.bytes = bytes;
            this.residual = residual;
        }

        Step step() {
            return step;
        }

        byte[] bytes() {
            return bytes;
        }

        float[][] residual() {
            return residual;
        }

        /** The differences from the source, which are measured when they are asked for. */
        DifferenceMeter differences() {
            DifferenceMeter measured = differences;
            if (measured == null) {
                measured = new DifferenceMeter();
                measured.add(source, Planes.sum(prediction, residual));
                differences = measured;
            }
            return measured;
        }

        /** The ratio of the differences to an accuracy: at most 1 if the detail meets it. */
        double excess(Accuracy accuracy) {
            return Math.max(
                    differences().mean() / accuracy.mean(), differences().p99() / accuracy.p99());
        }
    }

    /**
     * Prepares attempts.
     *
     * @param source the planes of the source, in units of 1/255
     * @param prediction the planes of the prediction, in the same form
     * @param mostOff the permitted error of greys, in units of 1/255
     * @param steady whether the descent is that of coarse steps, as {@link PerceivedError} has it
     */
    TransformedLook(
            LatticeCoder coder,
            DetailHeader header,
            float[][] source,
            float[][] prediction,
            float mostOff,
            boolean steady) {
        this.coder = coder;
        this.mostOff = mostOff;
        this.header = header;
        this.source = source;
        this.prediction = prediction;
        signal = Signal.multiply(Signal.fromRgb(source.length == 1), Planes.difference(source, prediction));
        perceived = new PerceivedError(source, steady);
    }

    /** Codes the look with the usual cost of a bit. The result of a step that was tried before is reused. */
    Attempt attempt(Step step) throws InterruptedException {
        Attempt known = tried.get(step.index());
        if (known == null) {
            known = attempt(step, StepSearch.LAMBDA);
            tried.put(step.index(), known);
        }
        return known;
    }

    /**
     * Codes the look.
     *
     * @param lambda the cost of a bit, in squared quanta
     */
    Attempt attempt(Step step, float lambda) throws InterruptedException {
        return finish(quantise(step, lambda), header, mostOff);
    }

    /** A look with quantised coefficients, before the correction of greys. */
    record Quantised(Step step, CoefficientChoice choice, float[][] residual) {}

    /**
     * Quantises the look.
     *
     * @param lambda the cost of a bit, in squared quanta
     */
    Quantised quantise(Step step, float lambda) throws InterruptedException {
        boolean monochrome = source.length == 1;
        float[][] wanted = signal;
        for (int pass = 0; ; pass++) {
            Interrupts.check();
            CoefficientChoice choice = coder.choose(coder.analyse(wanted), step, lambda);
            float[][] decoded = coder.synthesise(choice.levels(), step);
            float[][] residual = Signal.multiply(Signal.toRgb(monochrome), decoded);
            if (pass == PERCEPTUAL_PASSES) {
                return new Quantised(step, choice, residual);
            }
            float[][] missing = Planes.difference(source, Planes.clipped(Planes.sum(prediction, residual)));
            wanted = perceived.next(decoded, Signal.multiply(Signal.fromRgb(monochrome), missing));
        }
    }

    /**
     * Writes a quantised look.
     *
     * @param header says whether greys are corrected
     * @param mostOff the permitted error of greys if they are, in units of 1/255
     */
    Attempt finish(Quantised look, DetailHeader header, float mostOff) {
        Step step = look.step;
        float[][] residual = look.residual;
        var encoder = new RangeEncoder(header.withNumber(step.index()).toBytes());
        coder.codeCoefficients(encoder, step, look.choice.levels(), look.choice.count());
        if (header.exactGreys()) {
            int size = coder.size();
            var line = new GreyLine(Planes.greys(prediction, size));
            GreyCorrection axis = GreyCorrection.choose(line.delivered(residual), Planes.greys(source, size), mostOff);
            coder.codeGreys(encoder, step, axis);
            residual = line.corrected(residual, axis);
        }
        return new Attempt(step, encoder.finish(), residual);
    }
}
