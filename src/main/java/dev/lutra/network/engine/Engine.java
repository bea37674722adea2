package dev.lutra.network.engine;

import dev.lutra.network.ColorScale;
import dev.lutra.network.Network;

/**
 * A network on a device. Its workers evaluate it and take its gradients; each of them serves one thread at a time.
 *
 * <p>Colours travel as RGB triples on the atanh scale of {@link ColorScale}, outputs as tanh of it.
 */
public interface Engine extends AutoCloseable {

    /** What it computes on. */
    ComputeDevice device();

    /**
     * True if one worker keeps the whole device busy. Callers then give it all their work at once. Otherwise they share
     * the work out among threads, in pieces that stay in a core's cache.
     */
    boolean saturatesDevice();

    /** Takes over other weights of the same shape. No worker may be at work meanwhile. */
    void load(Network network);

    /** A worker for one thread at a time. */
    Worker newWorker();

    @Override
    void close();

    /** It does the arithmetic for one thread at a time. */
    interface Worker {

        /**
         * Evaluates one LUT.
         *
         * @param embedding of the LUT, as {@link dev.lutra.network.EncodedLut} holds it
         * @param x colours, triples
         * @param points how many triples
         * @param y receives as many
         */
        void forward(float[] embedding, float[] x, int points, float[] y);

        /**
         * Inverts one LUT of a bijective network. Solves each block to the accuracy of a float32.
         *
         * @param embedding of the LUT, as {@link dev.lutra.network.EncodedLut} holds it
         * @param y colours after the last block, on the atanh scale, triples
         * @param points how many triples
         * @param contraction the largest Lipschitz constant of a block, 0…1
         * @param x receives tanh of the colours before the first block, as many triples
         */
        void inverse(float[] embedding, float[] y, int points, double contraction, float[] x);

        /**
         * Takes the gradients of the loss over a batch.
         *
         * @param batch its embeddings, colours and targets
         * @param shared false if the weights are frozen
         * @return the loss and its gradients, in arrays that nothing else holds
         * @throws OutOfDeviceMemory if not even one LUT's colours fit
         */
        Gradients backward(Batch batch, boolean shared);
    }

    /**
     * Colours for some LUTs.
     *
     * @param embeddings one for each LUT
     * @param x LUTs × colours triples
     * @param target what the LUTs make of them, 0…1, as many triples
     * @param colors for each LUT, a multiple of 8
     * @param loss whose gradients are wanted
     */
    record Batch(float[][] embeddings, float[] x, float[] target, int colors, Loss loss) {}

    /**
     * A loss and its gradients.
     *
     * @param loss summed over the LUTs
     * @param shared by the weights, in the layout of {@link Network#blocks()}; of length 0 if they are frozen
     * @param embeddings by the embedding of each LUT
     */
    record Gradients(double loss, float[][] shared, float[][] embeddings) {}
}
