package dev.lutra.delivery;

/** A LUT as a function of single colours, which can be evaluated until it is closed. */
interface ForwardMap extends AutoCloseable {

    /**
     * Evaluates the LUT on computing threads, and waits for them.
     *
     * @param unit RGB triples, in which 0…1 spans the domain of the LUT
     * @return as many triples, in the range of the LUT
     */
    float[] apply(float[] unit);

    @Override
    void close();
}
