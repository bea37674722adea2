package dev.lutra.network.learn;

/** Colours with the outputs that a fit should give them. The colours of an iteration depend only on its number. */
interface ColorSource {

    /**
     * Draws colours.
     *
     * @param x receives the colours on the atanh scale
     * @param target receives the outputs, in which 0…1 spans the range of the LUT
     * @param from the index of the first triple in both
     * @param count the number of triples
     */
    void draw(long iteration, float[] x, float[] target, int from, int count);
}
