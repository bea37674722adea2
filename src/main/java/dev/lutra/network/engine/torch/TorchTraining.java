package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.ResidentTraining;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A training whose every step stays on the device. Autograd has two leaves: all weights, and all numbers of the LUTs of the
 * step. What it finds goes to {@link TorchAdam} there.
 */
final class TorchTraining implements ResidentTraining {

    private final NetworkShape shape;
    private final Data data;
    private final NDManager manager;
    private final TrainingSamples samples;
    private final TrainingState state;
    private final TorchAdam adam;
    private final TorchLoss losses;
    private final LutChunks chunks;
    private final NDArray half;
    private final NDArray factor;
    private final NDArray one;
    private final NDArray decay;
    /** The losses of the steps since it was last read, each the mean over the LUTs. */
    private final NDArray loss;

    private int lossSteps;

    /**
     * Puts everything on the device of a manager.
     *
     * @param chunks divides the LUTs of a step where the memory is short
     */
    TorchTraining(NDManager engineManager, NetworkShape shape, Data data, State start, LutChunks chunks) {
        this.shape = shape;
        this.data = data;
        this.chunks = chunks;
        manager = engineManager.newSubManager();
        samples = new TrainingSamples(manager, data);
        state = new TrainingState(manager, shape, data.lattices().size());
        adam = new TorchAdam(manager);
        losses = new TorchLoss(manager);
        half = manager.create(0.5f);
        factor = manager.create(0.5f / Network.ALPHA);
        one = manager.create(1f);
        decay = manager.create(data.decay());
        loss = manager.create(0f);
        restore(start);
    }

    @Override
    public void step(int[] luts, int[] offsets, float rate, float embeddingRate) {
        check(luts, offsets);
        onDevice(() -> {
            NDArray lutIndex = index(luts);
            NDArray weights = state.weightsAndBase().get(0).stopGradient();
            weights.setRequiresGradient(true);
            var parts = new ArrayList<Part>();
            chunks.run(
                    luts.length,
                    () -> {
                        JniUtils.zeroGrad((PtNDArray) weights);
                        parts.forEach(Part::close);
                        parts.clear();
                    },
                    (from, to) -> parts.add(DeviceMemory.call(() -> backward(weights, luts, offsets, from, to))));
            try {
                NDArray gradient = NDArrays.concat(
                        new NDList(parts.stream().map(Part::gradient).toList()), 0);
                NDArray common = NDArrays.concat(new NDList(weights.getGradient(), gradient.sum(new int[] {0})), 0);
                state.moveCommon(adam, common, rate);
                state.moveLuts(adam, luts, lutIndex, gradient, embeddingRate, decay);
                NDArray perLut = manager.create(1f / luts.length);
                parts.forEach(part -> loss.addi(part.loss.mul(perLut)));
                lossSteps++;
            } finally {
                parts.forEach(Part::close);
            }
            return true;
        });
    }

    /**
     * What some LUTs of a step give.
     *
     * @param gradient of their numbers, LUTs × numbers
     * @param loss their sum
     */
    private record Part(NDArray gradient, NDArray loss) {

        void close() {
            gradient.close();
            loss.close();
        }
    }

    /** Computes the gradients of some LUTs. That of the weights is added to the existing one. */
    private Part backward(NDArray weights, int[] luts, int[] offsets, int from, int to) {
        try (var scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray lutIndex = index(Arrays.copyOfRange(luts, from, to));
            TrainingSamples.Samples given = samples.of(lutIndex, index(Arrays.copyOfRange(offsets, from, to)));
            NDArray embeddings = embeddings(lutIndex);
            embeddings.setRequiresGradient(true);
            JniUtils.setGradMode(true);
            NDArray output = output(weights, embeddings, given.x());
            NDArray sum = losses.of(data.loss(), output, given.target());
            JniUtils.backward((PtNDArray) sum, (PtNDArray) one, false, false);
            var part = new Part(embeddings.getGradient(), sum.stopGradient());
            NDScope.unregister(part.gradient, part.loss);
            return part;
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    private NDArray embeddings(NDArray luts) {
        return state.ofLuts(luts).get(0).add(state.weightsAndBase().get(1));
    }

    private NDArray output(NDArray weights, NDArray embeddings, NDArray x) {
        TorchNetwork network = TorchNetwork.of(shape, weights);
        LutLayers layers = LutLayers.of(shape, network, embeddings, one);
        return network.forward(x, layers, true).tanh().mul(factor).add(half);
    }

    @Override
    public double loss() {
        double mean = loss.getFloat() / (double) lossSteps;
        onDevice(() -> {
            Rows.copy(manager.create(0f), loss);
            return true;
        });
        lossSteps = 0;
        return mean;
    }

    @Override
    public Evaluation evaluate(int[] luts, int[] offsets) {
        check(luts, offsets);
        return onDevice(() -> {
            NDArray lutIndex = index(luts);
            TrainingSamples.Samples given = samples.of(lutIndex, index(offsets));
            NDArray output = output(state.weightsAndBase().get(0), embeddings(lutIndex), given.x());
            return new Evaluation(given.target().toFloatArray(), output.toFloatArray());
        });
    }

    @Override
    public State state() {
        return onDevice(state::read);
    }

    @Override
    public void restore(State from) {
        onDevice(() -> {
            state.write(from);
            return true;
        });
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Runs work without gradients, and frees all its tensors. */
    private static <T> T onDevice(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (var scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return DeviceMemory.call(work);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private NDArray index(int[] values) {
        return manager.create(Arrays.stream(values).asLongStream().toArray());
    }

    private void check(int[] luts, int[] offsets) {
        int last = data.colors().length / 3 - data.perLut();
        if (luts.length == 0
                || luts.length != offsets.length
                || Arrays.stream(luts).distinct().count() < luts.length
                || Arrays.stream(luts)
                        .anyMatch(lut -> lut < 0 || lut >= data.lattices().size())
                || Arrays.stream(offsets).anyMatch(offset -> offset < 0 || offset > last)) {
            throw new IllegalArgumentException("%d LUTs, which must differ and exist, and %d offsets from 0 to %d"
                    .formatted(luts.length, offsets.length, last));
        }
    }
}
