package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.Results;
import dev.lutra.compute.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache that computes each value once for all simultaneous callers.
 *
 * <p>Caffeine's {@link AsyncCache} does this. This class adds how callers wait: an interrupted caller gives up alone
 * while the others keep waiting, exceptions arrive as they were thrown, and no later caller receives an old failure.
 */
final class SingleFlightCache<V> {

    private final AsyncCache<String, V> kept;

    /** @param bounds the limits of the cache, such as its weight */
    SingleFlightCache(Caffeine<? super String, ? super V> bounds) {
        kept = bounds.buildAsync();
    }

    AsyncCache<String, V> cache() {
        return kept;
    }

    /**
     * Returns the cached value, or computes and caches it.
     *
     * @param maker called at most once at a time for the same key. It runs on its own virtual thread: it may wait, but
     *     must compute on other threads. All waiting callers receive its exception, which is not cached
     */
    V get(String key, Task<V> maker) {
        CompletableFuture<V> making = kept.get(
                key,
                (missing, executor) -> CompletableFuture.supplyAsync(() -> make(maker), Thread::startVirtualThread));
        return await(kept, key, making);
    }

    /** Returns the cached value, or null if there is none or it is being computed. */
    @Nullable
    V present(String key) {
        CompletableFuture<V> value = kept.getIfPresent(key);
        return value != null && value.isDone() && !value.isCompletedExceptionally() ? value.join() : null;
    }

    /**
     * Waits for a value of a cache.
     *
     * @throws UncheckedIOException if the maker failed with an IOException; other exceptions arrive as they were thrown
     * @throws dev.lutra.compute.Overloaded if the caller is interrupted
     */
    static <K, V> V await(AsyncCache<K, V> cache, K key, CompletableFuture<V> making) {
        try {
            return Results.await(making);
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' cannot be made".formatted(key), e);
        } finally {
            if (making.isCompletedExceptionally()) {
                // The cache removes the entry a moment later, but the next caller must not receive an old failure.
                cache.asMap().remove(key, making);
            }
        }
    }

    private static <V> V make(Task<V> maker) {
        try {
            return maker.run();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
