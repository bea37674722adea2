package dev.lutra.delivery;

/** A LUT as a function of single colours, ready to be evaluated until it is closed. */
interface ForwardMap extends AutoCloseable {

    /**
     * Evaluates it, on threads that compute, and waits for them.
     *
     * @param unit RGB triples, 0…1 for the edges of the LUT's domain
     * @return as many, in the LUT's range
     */
    float[] apply(float[] unit);

    @Override
    void close();
}
