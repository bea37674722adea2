package dev.lutra.network.engine;

import java.util.List;

/**
 * A training whose LUTs, colours, weights, embeddings and moments stay on a device from its start to its end. A step
 * sends only the indices of its LUTs and colours there, and reads nothing back. One thread at a time may use it.
 *
 * <p>The network sees the sum of the base, which all LUTs share, and of the numbers of a LUT. Adam (Kingma and Ba, 2014;
 * β₁ 0.9, β₂ 0.99, ε 1e-8) moves the weights and the base at every step, and the numbers of a LUT at the steps in which
 * it takes part.
 */
public interface ResidentTraining extends AutoCloseable {

    /**
     * The data of a training.
     *
     * @param lattices the outputs of each LUT at its lattice, n³ triples, red fastest, for 2 or more points along an
     *     edge; 0…1 of domain and range alike
     * @param colors the colours that all LUTs share, 0…1, triples
     * @param x the same colours on the atanh scale
     * @param perLut the number of colours that a LUT takes at a step
     * @param loss the loss that is minimised
     * @param decay the factor of the L2 penalty: half of it times the squared numbers of a LUT is added to its loss
     */
    record Data(List<float[]> lattices, float[] colors, float[] x, int perLut, Loss loss, float decay) {

        public Data {
            lattices = List.copyOf(lattices);
            if (colors.length != x.length || colors.length < 3 * perLut) {
                throw new IllegalArgumentException("%d and %d values for colours, of which a LUT takes %d triples"
                        .formatted(colors.length, x.length, perLut));
            }
            for (float[] lattice : lattices) {
                int size = size(lattice);
                if (size < 2 || lattice.length != 3L * size * size * size) {
                    throw new IllegalArgumentException("%d values are no lattice".formatted(lattice.length));
                }
            }
        }

        /** The number of points along an edge of a lattice. */
        public static int size(float[] lattice) {
            return (int) Math.round(Math.cbrt(lattice.length / 3.0));
        }
    }

    /**
     * Everything that a training has learned. Each array holds n numbers, the mean and the variance of Adam for each, and
     * last the count of its steps: 3n + 1 values.
     *
     * @param shared the weights of each block, in the layout of {@link dev.lutra.network.Network#blocks()}
     * @param base the numbers that are added to those of every LUT
     * @param embeddings the numbers of each LUT
     */
    record State(List<float[]> shared, float[] base, List<float[]> embeddings) {

        public State {
            shared = List.copyOf(shared);
            embeddings = List.copyOf(embeddings);
        }
    }

    /**
     * Colours of a few LUTs.
     *
     * @param target the outputs of the LUTs by trilinear interpolation, 0…1, LUTs × colours triples
     * @param output those of the network, not clipped
     */
    record Evaluation(float[] target, float[] output) {}

    /**
     * Learns from a few LUTs.
     *
     * @param luts their indices, each at most once
     * @param offsets for each of them the index of its first colour; it takes those that follow as well
     * @param rate the learning rate of the weights and the base
     * @param embeddingRate that of the numbers of the LUTs
     * @throws OutOfDeviceMemory if not even a single LUT fits
     */
    void step(int[] luts, int[] offsets, float rate, float embeddingRate);

    /**
     * Waits for the device and reads the loss, without the penalty.
     *
     * @return the mean over the LUTs of the steps since the last call; NaN if there was none
     */
    double loss();

    /** Evaluates the network for LUTs and colours, which are given as for {@link #step}, without learning. */
    Evaluation evaluate(int[] luts, int[] offsets);

    /** Copies the state from the device. */
    State state();

    /**
     * Continues from another state.
     *
     * @throws IllegalArgumentException if it does not fit the shape of the network or the number of LUTs
     */
    void restore(State state);

    @Override
    void close();
}
