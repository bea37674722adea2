package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.MemoryBudget;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.util.unit.DataSize;

/**
 * Lends things that take much memory. Each is loaded once for all who want it at the same time, and those on loan take no
 * more memory than is set aside for them. Small ones stay loaded for a while when nobody uses them.
 */
final class BudgetedLeases<K, V> {

    private final MemoryBudget memory;
    private final Leases<K, Loaded<V>> inUse = new Leases<>(0, Loaded::close);
    private final Cache<K, Loaded<V>> idle;

    /**
     * Sets memory aside.
     *
     * @param size all of the memory
     * @param idlePart one part of so many is for things that nobody uses at the moment
     * @param maxWait longest that somebody waits for memory
     * @param setting that the size comes from, for those who are refused
     */
    BudgetedLeases(DataSize size, int idlePart, Duration maxWait, String setting) {
        long idleBytes = size.toBytes() / idlePart;
        memory = new MemoryBudget(DataSize.ofBytes(size.toBytes() - idleBytes), maxWait, setting);
        idle = Caffeine.newBuilder()
                .maximumWeight(idleBytes)
                .weigher((K key, Loaded<V> thing) -> (int) Math.min(Integer.MAX_VALUE, thing.bytes))
                .build();
    }

    /** A thing, and the memory that it takes as long as it is on loan. */
    record Loaded<V>(V value, long bytes, MemoryBudget.Loan memory) {

        private void close() {
            memory.close();
        }
    }

    /**
     * Lends a thing until the lease is closed.
     *
     * @param loader loads it if need be, by {@link #load}, on a virtual thread of its own: it may wait, and is to compute
     *     elsewhere. What it throws, all who wait for it get
     * @throws dev.lutra.compute.Overloaded if there is no memory for it in time
     * @throws dev.lutra.compute.MemoryShort if there never is
     */
    Lease<V> lease(K key, Function<MemoryBudget, Loaded<V>> loader) {
        return new Lent<>(inUse.lease(key, () -> open(key, loader)));
    }

    /**
     * Makes a thing in memory that is lent for it.
     *
     * @param making bytes that it takes while it is made
     * @param made bytes that it takes from then on
     */
    static <V> Loaded<V> load(MemoryBudget memory, long making, long made, Supplier<V> maker) {
        MemoryBudget.Loan loan = memory.lend(making);
        try {
            V value = maker.get();
            loan.shrink(made);
            return new Loaded<>(value, made, loan);
        } catch (RuntimeException | Error e) {
            loan.close();
            throw e;
        }
    }

    private Loaded<V> open(K key, Function<MemoryBudget, Loaded<V>> loader) {
        Loaded<V> known = idle.getIfPresent(key);
        if (known != null) {
            return load(memory, known.bytes, known.bytes, known::value);
        }
        Loaded<V> loaded = loader.apply(memory);
        idle.put(key, loaded);
        return loaded;
    }

    private record Lent<V>(Lease<Loaded<V>> lease) implements Lease<V> {

        @Override
        public V value() {
            return lease.value().value();
        }

        @Override
        public Lease<V> again() {
            return new Lent<>(lease.again());
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
