package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.MemoryBudget;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.util.unit.DataSize;

/**
 * Lends values that take much memory. Each value is loaded once for all simultaneous requests. All values on loan
 * together stay within a memory budget. Small values stay loaded for a while after their last use.
 */
final class BudgetedLeases<K, V> {

    private final MemoryBudget memory;
    private final Leases<K, Loaded<V>> inUse = new Leases<>(0, Loaded::close);
    private final Cache<K, Loaded<V>> idle;

    /**
     * Creates a memory budget.
     *
     * @param size the whole memory
     * @param idlePart the fraction of the memory for unused values is 1 / {@code idlePart}
     * @param maxWait the longest time that a request waits for memory
     * @param setting the name of the setting of the size, for the message of a rejection
     */
    BudgetedLeases(DataSize size, int idlePart, Duration maxWait, String setting) {
        long idleBytes = size.toBytes() / idlePart;
        memory = new MemoryBudget(DataSize.ofBytes(size.toBytes() - idleBytes), maxWait, setting);
        idle = Caffeine.newBuilder()
                .maximumWeight(idleBytes)
                .weigher((K key, Loaded<V> thing) -> (int) Math.min(Integer.MAX_VALUE, thing.bytes))
                .build();
    }

    /** A value, and the memory that it takes while it is on loan. */
    record Loaded<V>(V value, long bytes, MemoryBudget.Loan memory) {

        private void close() {
            memory.close();
        }
    }

    /**
     * Lends a value until the lease is closed.
     *
     * @param loader loads the value if necessary, by {@link #load}. It runs on its own virtual thread: it may wait, but
     *     must compute on other threads. All waiting callers receive its exception
     * @throws dev.lutra.compute.Overloaded if no memory becomes free in time
     * @throws dev.lutra.compute.MemoryShort if the value exceeds the whole budget
     */
    Lease<V> lease(K key, Function<MemoryBudget, Loaded<V>> loader) {
        return new Lent<>(inUse.lease(key, () -> open(key, loader)));
    }

    /**
     * Makes a value in memory that is lent for it.
     *
     * @param making the number of bytes while the value is made
     * @param made the number of bytes afterwards
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
