package dev.lutra.network.learn;

import dev.lutra.network.engine.Engine;
import org.jspecify.annotations.Nullable;

/** Takes steps on the host: its threads draw colours and move numbers, and an engine computes their gradients. */
final class HostSteps implements TrainingSteps {

    private final Learned learned;
    private final TrainingSettings settings;
    private final Schedule schedule;
    private final Engine engine;
    private final LutGroups groups;
    /** The bound of a bijective network; otherwise null. */
    private final @Nullable SpectralBound bound;

    private double loss;
    private int steps;

    HostSteps(
            Learned learned,
            TrainingLuts luts,
            TrainingSettings settings,
            Engine engine,
            int threads,
            @Nullable SpectralBound bound) {
        this.learned = learned;
        this.settings = settings;
        this.engine = engine;
        this.bound = bound;
        schedule = settings.schedule();
        groups = new LutGroups(luts, settings, engine, threads);
    }

    @Override
    public void take(long iteration) {
        loss += groups.backward(iteration, learned.base().values(), schedule.rounded(iteration));
        steps++;
        float rate = schedule.sharedRate(iteration);
        for (int block = 0; block < learned.shared().size(); block++) {
            learned.shared().get(block).update(groups.sharedGradient(block), rate);
        }
        if (bound == null) {
            learned.base().update(groups.baseGradient(), rate);
        } else {
            bound.apply(learned.network(settings.shape(), true).blocks());
        }
        load();
        groups.update(schedule.embeddingRate(iteration), settings.decay());
    }

    @Override
    public double loss() {
        double mean = loss / steps;
        loss = 0;
        steps = 0;
        return mean;
    }

    @Override
    public double deltaE76() {
        return groups.deltaE76();
    }

    @Override
    public void save() {
        // The numbers never leave the host.
    }

    @Override
    public void load() {
        engine.load(learned.network(settings.shape(), settings.bijective()));
    }

    @Override
    public void close() {
        groups.close();
    }
}
