package dev.lutra.codec;

import dev.lutra.color.Lut3d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Learns the constants of the coder from looks and their predictions. */
public final class ConstantsTraining {

    /** The size of the training lattices, in points along an axis. */
    public static final int SIZE = 33;

    private static final int[] STEPS = {-8, 0, 6, 12, 18, 24, 30, 36, 42, 48};
    private static final int ROUNDS = 3;
    private static final double TRIMMED = 0.98;
    private static final double FLOOR = 1e-4;
    private static final float LAMBDA = StepSearch.LAMBDA;

    private final List<Example> examples = new ArrayList<>();

    /** The coefficients of a look. */
    private record Example(boolean monochrome, float[] coefficients, float[][] target, float[][] prediction) {}

    /**
     * Adds a look.
     *
     * @param look a look over the unit cube with values in 0…1, of any size
     * @param predicted the prediction of the look, on a lattice of {@link #SIZE}
     */
    public void add(Lut3d look, Lut3d predicted) {
        Lut3d target = look.resample(SIZE);
        boolean monochrome = Monochrome.is(target);
        float[][] planes = Planes.of(target, monochrome);
        float[][] prediction = Planes.of(predicted, monochrome);
        float[][] signal = Signal.multiply(Signal.fromRgb(monochrome), Planes.difference(planes, prediction));
        var transform = new LatticeTransform(new AxisTransform(SIZE));
        var coefficients = new float[signal.length * signal[0].length];
        for (int channel = 0; channel < signal.length; channel++) {
            transform.analyse(signal[channel]);
            System.arraycopy(
                    signal[channel], 0, coefficients, channel * signal[channel].length, signal[channel].length);
        }
        examples.add(new Example(monochrome, coefficients, planes, prediction));
    }

    /** The number of looks that were added. */
    public int looks() {
        return examples.size();
    }

    /**
     * Computes the constants for the added looks.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public CodecConstants train() throws InterruptedException {
        var priors = new ArrayList<Prior>();
        for (int channel = 0; channel < CodecConstants.PRIORS; channel++) {
            priors.add(prior(channel));
        }
        var constants = new CodecConstants(
                priors, new BitCounts(CoefficientContext.BITS).start(), new BitCounts(GreyCoder.BITS).start());
        for (int round = 0; round < ROUNDS; round++) {
            var coefficients = new BitCounts(CoefficientContext.BITS);
            var greys = new BitCounts(GreyCoder.BITS);
            count(constants, coefficients, greys);
            coefficients.borrow(Magnitude.BITS);
            constants = new CodecConstants(priors, coefficients.start(), greys.start());
        }
        return constants;
    }

    private void count(CodecConstants constants, BitCounts coefficientCounts, BitCounts greyCounts)
            throws InterruptedException {
        var color = new LatticeCoder(constants, SIZE, false);
        var monochrome = new LatticeCoder(constants, SIZE, true);
        for (Example example : examples) {
            LatticeCoder coder = example.monochrome ? monochrome : color;
            for (int index : STEPS) {
                Interrupts.check();
                var step = new Step(index);
                CoefficientChoice choice = coder.choose(example.coefficients, step, LAMBDA);
                float[][] residual =
                        Signal.multiply(Signal.toRgb(example.monochrome), coder.synthesise(choice.levels(), step));
                GreyCorrection greys = GreyCorrection.choose(
                        Planes.greys(Planes.sum(example.prediction, residual), SIZE),
                        Planes.greys(example.target, SIZE),
                        GreyCorrection.MOST_OFF);
                coder.codeCoefficients(new BitCounter(coefficientCounts), step, choice.levels(), choice.count());
                coder.codeGreys(new BitCounter(greyCounts), step, greys);
            }
        }
    }

    private Prior prior(int channel) {
        boolean monochrome = channel == CodecConstants.MONOCHROME;
        List<Example> some = examples.stream()
                .filter(example -> example.monochrome == monochrome)
                .toList();
        if (some.isEmpty()) {
            return new Prior(new byte[Prior.LENGTH]);
        }
        int points = SIZE * SIZE * SIZE;
        int first = monochrome ? 0 : channel * points;
        var fit = new PriorFit(new AxisTransform(SIZE));
        var values = new float[some.size()];
        for (int i = 0; i < points; i++) {
            for (int k = 0; k < values.length; k++) {
                values[k] = Math.abs(some.get(k).coefficients[first + i]);
            }
            Arrays.sort(values);
            float most = values[(int) (TRIMMED * (values.length - 1))];
            double mean = 0;
            for (float value : values) {
                mean += Math.min(value, most);
            }
            fit.add(i, mean / values.length + FLOOR);
        }
        return fit.solve();
    }
}
