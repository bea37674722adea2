package dev.lutra.network.learn;

/** The LUTs that those of a group are mixed with in {@link Blends}. */
interface MixupPartners {

    /** How many there are. */
    int count();

    /** The embedding of a partner as it is now. */
    float[] embedding(int partner);

    /**
     * What a partner makes of colours.
     *
     * @param x colours on the atanh scale
     * @param target receives the outputs, 0…1 for the partner's range
     * @param from index of the first triple in both
     * @param count of triples
     */
    void apply(int partner, float[] x, float[] target, int from, int count);
}
