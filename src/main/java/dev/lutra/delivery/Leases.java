package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends values that take long to open. Each is opened once for all simultaneous callers; other values can be lent and
 * opened in the meantime. No value is closed while it is on loan.
 */
final class Leases<K, V> {

    private final AsyncCache<K, Shared> open;
    private final boolean keepsIdle;
    private final Consumer<V> closer;

    /**
     * Creates an empty set of values.
     *
     * @param kept the number of values that stay open, whether they are on loan or not; with 0 a value is closed with
     *     its last lease
     * @param closer closes a value
     */
    Leases(int kept, Consumer<V> closer) {
        this.closer = closer;
        keepsIdle = kept > 0;
        // The listener runs on the thread that removes a value, so the value is closed at once.
        Caffeine<Object, Object> cache = Caffeine.newBuilder().executor(Runnable::run);
        open = (keepsIdle ? cache.maximumSize(kept) : cache)
                .removalListener((@Nullable K key, @Nullable Shared thing, RemovalCause cause) -> retire(thing))
                .buildAsync();
    }

    /**
     * Lends a value until the lease is closed.
     *
     * @param opener opens the value if necessary. It runs on its own virtual thread: it may wait, but must compute on
     *     other threads. All waiting callers receive its exception
     */
    Lease<V> lease(K key, Supplier<V> opener) {
        while (true) {
            var opens = new boolean[1];
            CompletableFuture<Shared> opening = open.get(key, (missing, executor) -> {
                opens[0] = true;
                return CompletableFuture.supplyAsync(
                        () -> new Shared(missing, opener.get()), Thread::startVirtualThread);
            });
            Shared thing = await(key, opening, opens[0]);
            if (opens[0]) {
                // The cache may put off its evictions, and each value that it keeps too long holds much memory.
                open.synchronous().cleanUp();
                return new Loan(thing);
            }
            if (thing.use()) {
                return new Loan(thing);
            }
            open.asMap().remove(key, opening);
        }
    }

    /** Closes a value as soon as it is not on loan. */
    void retire(K key) {
        open.synchronous().invalidate(key);
    }

    /** Closes all values, each as soon as it is not on loan. */
    void retireAll() {
        open.synchronous().invalidateAll();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private Shared await(K key, CompletableFuture<Shared> opening, boolean first) {
        boolean there = false;
        try {
            Shared thing = SingleFlightCache.await(open, key, opening);
            there = true;
            return thing;
        } finally {
            if (first && !there) {
                // The caller was interrupted, so nobody takes the first loan of the value.
                opening.thenAccept(Shared::release);
            }
        }
    }

    private void retire(@Nullable Shared thing) {
        if (thing != null) {
            thing.retire();
        }
    }

    /** A value and the number of its users. It starts with one user, the caller who has it opened. */
    private final class Shared {

        private final K key;
        private final V value;
        private int users = 1;
        private boolean retired;
        private boolean closed;

        Shared(K key, V value) {
            this.key = key;
            this.value = value;
        }

        /** Adds a user; false if the value has been closed. */
        synchronized boolean use() {
            if (!closed) {
                users++;
            }
            return !closed;
        }

        void release() {
            if (isLast(1, !keepsIdle)) {
                open.synchronous().asMap().remove(key, this);
                closer.accept(value);
            }
        }

        void retire() {
            if (isLast(0, true)) {
                closer.accept(value);
            }
        }

        private synchronized boolean isLast(int leaving, boolean retires) {
            users -= leaving;
            retired |= retires && (leaving == 0 || users == 0);
            boolean last = retired && users == 0 && !closed;
            closed |= last;
            return last;
        }
    }

    private final class Loan implements Lease<V> {

        private final Shared thing;

        Loan(Shared thing) {
            this.thing = thing;
        }

        @Override
        public V value() {
            return thing.value;
        }

        @Override
        public Lease<V> again() {
            if (!thing.use()) {
                throw new IllegalStateException("this lease has ended");
            }
            return new Loan(thing);
        }

        @Override
        public void close() {
            thing.release();
        }
    }
}
