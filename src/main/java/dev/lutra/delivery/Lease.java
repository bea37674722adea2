package dev.lutra.delivery;

/**
 * The right to use a thing that others may use at the same time. It lasts until it is closed, which must happen exactly
 * once.
 */
interface Lease<V> extends AutoCloseable {

    V value();

    /** Another lease of the same thing, to be closed by itself. */
    Lease<V> again();

    @Override
    void close();
}
