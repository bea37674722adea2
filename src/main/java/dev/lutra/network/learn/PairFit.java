package dev.lutra.network.learn;

import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Fits an embedding to pairs of colours that need not cover the gamut. The embedding is the most likely one: its prior
 * decides where no colours are. {@link LevenbergMarquardt} finds it from the mean of the prior, without Adam before it,
 * because a single look is soon found.
 */
public final class PairFit {

    /** Further steps change little. */
    private static final int STEPS = 8;

    private static final int COLORS = 1536;

    private final Network network;
    private final EmbeddingPrior prior;
    private final EmbeddingPenalty penalty;
    private final ComputeDevice device;

    private PairFit(Network network, EmbeddingPrior prior, EmbeddingPenalty penalty, ComputeDevice device) {
        this.network = network;
        this.prior = prior;
        this.penalty = penalty;
        this.device = device;
    }

    /**
     * Prepares fits. This takes some tenths of a second.
     *
     * @param looks the embeddings of looks of the network, which show what looks have in common; 0 or more
     * @param device the result of {@link Engines#choose}
     * @throws IllegalArgumentException if the network has no prior
     */
    public static PairFit of(Network network, List<float[]> looks, ComputeDevice device) {
        EmbeddingPrior prior = network.prior();
        if (prior == null) {
            throw new IllegalArgumentException("a fit to pairs of colours needs a prior");
        }
        return new PairFit(network, prior, EmbeddingPenalty.of(prior, looks), device);
    }

    /** The network whose embeddings are fitted. */
    public Network network() {
        return network;
    }

    /** The device that computes. */
    public ComputeDevice device() {
        return device;
    }

    /**
     * Fits an embedding, on this thread, in about two seconds.
     *
     * @param doubt the weight of the prior: 1 for exact pairs, more for noisy ones
     * @return the numbers of the embedding, not rounded
     * @throws CancellationException if the thread is interrupted
     */
    public float[] fit(ColorPairs pairs, double doubt) {
        try (Engine engine = Engines.open(network, device)) {
            var fit = new LevenbergMarquardt(
                    prior.mean(), prior, engine.newWorker(), pairs.source(), COLORS, penalty.times(doubt));
            for (int step = 0; step < STEPS; step++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the fit was interrupted");
                }
                fit.step(step);
            }
            return fit.embedding();
        }
    }
}
