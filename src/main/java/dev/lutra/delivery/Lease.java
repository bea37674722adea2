package dev.lutra.delivery;

/** The right to use something that others may use as well, until it is closed, once. */
interface Lease<V> extends AutoCloseable {

    V value();

    /** Another lease of the same. */
    Lease<V> again();

    @Override
    void close();
}
