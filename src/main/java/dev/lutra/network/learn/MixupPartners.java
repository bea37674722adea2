package dev.lutra.network.learn;

/** The LUTs that {@link Blends} mixes with those of a group. */
interface MixupPartners {

    /** The number of partners. */
    int count();

    /** The current embedding of a partner. */
    float[] embedding(int partner);

    /**
     * The outputs of a partner for colours.
     *
     * @param x colours on the atanh scale
     * @param target receives the outputs, in which 0…1 spans the range of the partner
     * @param from the index of the first triple in both
     * @param count the number of triples
     */
    void apply(int partner, float[] x, float[] target, int from, int count);
}
