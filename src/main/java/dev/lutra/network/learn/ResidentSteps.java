package dev.lutra.network.learn;

import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.ResidentTraining;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/** Takes steps on a device that holds all data. The host only says which LUTs learn from which colours. */
final class ResidentSteps implements TrainingSteps {

    private final Learned learned;
    private final TrainingLuts luts;
    private final Schedule schedule;
    private final ResidentTraining training;
    private long last;

    private ResidentSteps(Learned learned, TrainingLuts luts, Schedule schedule, ResidentTraining training) {
        this.learned = learned;
        this.luts = luts;
        this.schedule = schedule;
        this.training = training;
    }

    /** Moves a training to the device of an engine; empty if the engine does not offer that. */
    static Optional<TrainingSteps> of(Learned learned, TrainingLuts luts, TrainingSettings settings, Engine engine) {
        var data = new ResidentTraining.Data(
                luts.members().stream()
                        .map(member -> member.sampler().lattice())
                        .toList(),
                luts.colors().colors(),
                luts.colors().x(),
                settings.colorsPerStep(),
                settings.loss(),
                settings.decay());
        return engine.train(data, state(learned))
                .map(training -> new ResidentSteps(learned, luts, settings.schedule(), training));
    }

    @Override
    public void take(long iteration) {
        int[] learning = luts.indices(iteration);
        training.step(
                learning,
                offsets(learning, iteration),
                schedule.sharedRate(iteration),
                schedule.embeddingRate(iteration));
        last = iteration;
    }

    private int[] offsets(int[] learning, long iteration) {
        return Arrays.stream(learning)
                .map(lut -> luts.members().get(lut).sampler().start(iteration))
                .toArray();
    }

    @Override
    public double loss() {
        return training.loss();
    }

    @Override
    public double deltaE76() {
        int[] learning = luts.indices(last);
        ResidentTraining.Evaluation evaluation = training.evaluate(learning, offsets(learning, last));
        float[] output = evaluation.output();
        for (int i = 0; i < output.length; i++) {
            output[i] = Math.max(0f, Math.min(1f, output[i]));
        }
        double sum = 0;
        for (int i = 0; i < output.length; i += 3) {
            sum += ColorDifference.deltaE76(Lab.ofSrgb(output, i), Lab.ofSrgb(evaluation.target(), i));
        }
        return sum * 3 / output.length;
    }

    @Override
    public void save() {
        ResidentTraining.State state = training.state();
        restore(learned.shared().iterator(), state.shared().iterator());
        learned.base().restore(state.base());
        restore(learned.embeddings().iterator(), state.embeddings().iterator());
    }

    private static void restore(Iterator<Adam> numbers, Iterator<float[]> states) {
        numbers.forEachRemaining(each -> each.restore(states.next()));
    }

    @Override
    public void load() {
        training.restore(state(learned));
    }

    private static ResidentTraining.State state(Learned learned) {
        return new ResidentTraining.State(
                learned.shared().stream().map(Adam::state).toList(),
                learned.base().state(),
                learned.embeddings().stream().map(Adam::state).toList());
    }

    @Override
    public void close() {
        training.close();
    }
}
