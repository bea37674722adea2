package dev.lutra.delivery;

/**
 * The right to use a value that others may use at the same time. It lasts until it is closed, which must happen exactly
 * once.
 */
interface Lease<V> extends AutoCloseable {

    V value();

    /** Another lease of the same value, which must be closed separately. */
    Lease<V> again();

    @Override
    void close();
}
