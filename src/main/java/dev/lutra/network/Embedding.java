package dev.lutra.network;

/**
 * The numbers that turn a network into one particular LUT, in stored form. Embeddings are equal if their stored forms
 * are.
 */
public sealed interface Embedding permits ByteEmbedding, CodedEmbedding {

    /** The stored bytes. */
    byte[] codes();

    /** The factors that are stored beside them; none for an embedding that is coded with a prior. */
    float[] scales();

    /** The numbers, in the order of {@link BlockLayout}. */
    float[] values();

    /** The number of bytes in a model file. */
    int bytes();

    /** @throws IllegalArgumentException if it has another shape, or if a number is not finite or may overflow */
    void check(NetworkShape shape);

    /**
     * Rounds numbers to signed bytes, with a scale for each block.
     *
     * @param values the numbers, block by block
     * @param blocks the number of blocks, which divides the length of {@code values}
     */
    static Embedding round(float[] values, int blocks) {
        return ByteEmbedding.round(values, blocks);
    }

    /**
     * An embedding from its stored form.
     *
     * @param scales {@link #scales}; empty for an embedding that is coded with the prior
     * @throws IllegalArgumentException if it does not fit the network, or if a number is not finite or may overflow
     */
    static Embedding of(byte[] codes, float[] scales, Network network) {
        Embedding embedding;
        if (scales.length > 0) {
            embedding = new ByteEmbedding(codes, scales);
        } else if (network.prior() != null) {
            embedding = new CodedEmbedding(codes, network.prior());
        } else {
            throw new IllegalArgumentException("an embedding is coded with a prior, which the network does not have");
        }
        embedding.check(network.shape());
        return embedding;
    }
}
