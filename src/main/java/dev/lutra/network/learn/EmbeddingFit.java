package dev.lutra.network.learn;

import dev.lutra.network.Embedding;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.Network;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Loss;
import java.util.List;

/**
 * Fits embeddings under a frozen network, from given starts. Adam moves them close to a minimum. Under a network with a
 * prior {@link LevenbergMarquardt} then finds it, if the loss is that of ΔE76, and {@link EmbeddingRounding} stores it;
 * under one without, Adam has seen signed bytes, which store them.
 *
 * @param progress counts iterations
 */
record EmbeddingFit(Network network, EncodingSettings settings, FitProgress progress) {

    /**
     * Fits the embeddings of a group, which move in place.
     *
     * @param worker a worker of the network
     * @return one for each LUT
     * @throws java.util.concurrent.CancellationException if the call was cancelled
     */
    List<Embedding> fit(List<LutGroup.Member> members, Engine.Worker worker) {
        descend(members, worker);
        EmbeddingPrior prior = network.prior();
        int blocks = network.shape().blocks();
        return members.stream()
                .map(member -> prior == null
                        ? Embedding.round(member.embedding().values(), blocks)
                        : refine(member, prior, worker))
                .toList();
    }

    private void descend(List<LutGroup.Member> members, Engine.Worker worker) {
        Schedule schedule = settings.schedule(network.prior() != null);
        var group = new LutGroup(network.shape(), worker, false, settings.colorsPerStep(), settings.loss());
        for (int iteration = 0; iteration < settings.iterations(); iteration++) {
            progress.check();
            double loss = group.backward(iteration, members, null, schedule.rounded(iteration)) / members.size();
            group.update(schedule.embeddingRate(iteration), 0);
            if (!Double.isFinite(loss)) {
                throw new TrainingDiverged(iteration, loss);
            }
            progress.iterated(loss, () -> group.deltaE76() / members.size());
        }
    }

    private Embedding refine(LutGroup.Member member, EmbeddingPrior prior, Engine.Worker worker) {
        var fit = new LevenbergMarquardt(
                member.embedding().values(),
                prior,
                worker,
                member.sampler(),
                settings.refinementColors(),
                EmbeddingPenalty.ofNumbers(prior.mean().length));
        int iteration = settings.iterations();
        for (int refinement = 0; refinement < settings.refinements(); refinement++) {
            progress.check();
            if (settings.loss() == Loss.DELTA_E) {
                fit.step(iteration++);
            } else {
                fit.look(iteration++);
            }
            progress.refined();
        }
        return EmbeddingRounding.round(new NearestPlane(fit.point(), fit.curvature()), prior);
    }
}
