package dev.lutra.network.engine;

import dev.lutra.network.ColorScale;
import dev.lutra.network.Network;
import java.util.Optional;

/**
 * A network on a device. Its workers evaluate it and compute its gradients. Each worker serves one thread at a time.
 *
 * <p>Inputs are RGB triples on the atanh scale of {@link ColorScale}; outputs are the tanh of values on this scale.
 */
public interface Engine extends AutoCloseable {

    /** The device that computes. */
    ComputeDevice device();

    /**
     * True if one worker keeps the whole device busy. Callers then give it all their work at once. Otherwise they
     * divide the work among threads, in pieces that fit the cache of a core.
     */
    boolean saturatesDevice();

    /** Loads other weights of the same shape. No worker may compute in the meantime. */
    void load(Network network);

    /** A worker for one thread at a time. */
    Worker newWorker();

    /**
     * Starts a training on the device.
     *
     * @param start the state to start from
     * @return empty if this engine computes where the data is anyway, or if the network is bijective, because its weights
     *     are bounded after each step
     * @throws IllegalArgumentException if the state does not fit the shape of the network or the number of LUTs
     */
    default Optional<ResidentTraining> train(ResidentTraining.Data data, ResidentTraining.State start) {
        return Optional.empty();
    }

    @Override
    void close();

    /** Does the arithmetic for one thread at a time. */
    interface Worker {

        /**
         * Evaluates one LUT.
         *
         * @param embedding the embedding of {@link dev.lutra.network.EncodedLut}
         * @param x colours, triples
         * @param points the number of triples
         * @param y receives as many
         */
        void forward(float[] embedding, float[] x, int points, float[] y);

        /**
         * Inverts one LUT of a bijective network. It solves each block to the accuracy of a float32.
         *
         * @param embedding the embedding of {@link dev.lutra.network.EncodedLut}
         * @param y colours after the last block, on the atanh scale, triples
         * @param points the number of triples
         * @param contraction the largest Lipschitz constant of a block, 0…1
         * @param x receives tanh of the colours before the first block, as many triples
         */
        void inverse(float[] embedding, float[] y, int points, double contraction, float[] x);

        /**
         * Computes the gradients of the loss over a batch.
         *
         * @param batch the embeddings, colours and targets
         * @param shared false if the weights are frozen
         * @return the loss and its gradients, in arrays that nobody else uses
         * @throws OutOfDeviceMemory if even the colours of a single LUT do not fit
         */
        Gradients backward(Batch batch, boolean shared);

        /**
         * Builds the Gauss–Newton system of one LUT: the normal equations of its errors in L*a*b*, where the error of each
         * colour is weighted by the inverse of √(ΔE76² + ε²), so that the sum is that of ΔE76 and not of its square
         * (iteratively reweighted least squares).
         *
         * @param embedding the embedding of {@link dev.lutra.network.EncodedLut}
         * @param x colours, triples
         * @param target the outputs of the LUT for these colours, 0…1, as many triples
         * @param colors the number of colours, a multiple of 8
         * @param epsilon ε, in units of ΔE76
         */
        NormalEquations normalEquations(float[] embedding, float[] x, float[] target, int colors, float epsilon);
    }

    /**
     * Colours for several LUTs.
     *
     * @param embeddings one for each LUT
     * @param x LUTs × colours triples
     * @param target the outputs of the LUTs for these colours, 0…1, as many triples
     * @param colors the number of colours for each LUT, a multiple of 8
     * @param loss the loss to differentiate
     */
    record Batch(float[][] embeddings, float[] x, float[] target, int colors, Loss loss) {}

    /**
     * A loss and its gradients.
     *
     * @param loss the sum over the LUTs
     * @param shared the gradient with respect to the weights, in the layout of {@link Network#blocks()}; of length 0 if
     *     they are frozen
     * @param embeddings the gradient with respect to the embedding of each LUT
     */
    record Gradients(double loss, float[][] shared, float[][] embeddings) {}

    /**
     * The Gauss–Newton system at an embedding of n numbers; all are means over the colours.
     *
     * @param loss the mean of √(ΔE76² + ε²)
     * @param gradient the gradient of the loss, n numbers
     * @param hessian the Gauss–Newton approximation of its second derivatives, n × n, symmetric
     */
    record NormalEquations(double loss, float[] gradient, float[] hessian) {}
}
