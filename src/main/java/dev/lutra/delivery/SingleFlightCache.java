package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.Results;
import dev.lutra.compute.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keeps as many values as fit, and makes each once for all who ask for it at the same time.
 *
 * <p>Caffeine's {@link AsyncCache} does all of that. What is added is how callers wait: a caller that is interrupted gives
 * up alone while the others go on waiting, exceptions come as they were thrown, and a failure is gone before anybody can
 * meet it again.
 */
final class SingleFlightCache<V> {

    private final AsyncCache<String, V> kept;

    /** @param bounds on what is kept, such as its weight */
    SingleFlightCache(Caffeine<? super String, ? super V> bounds) {
        kept = bounds.buildAsync();
    }

    AsyncCache<String, V> cache() {
        return kept;
    }

    /**
     * Gives what is kept, or makes and keeps it.
     *
     * @param maker called at most once at a time for the same key, on a virtual thread of its own: it may wait, and is to
     *     compute elsewhere. What it throws, all who wait for it get, and it is not kept
     */
    V get(String key, Task<V> maker) {
        CompletableFuture<V> making = kept.get(
                key,
                (missing, executor) -> CompletableFuture.supplyAsync(() -> make(maker), Thread::startVirtualThread));
        return await(kept, key, making);
    }

    /**
     * Waits for what a cache makes.
     *
     * @throws UncheckedIOException if that failed to read or write; other exceptions come as they were thrown
     * @throws dev.lutra.compute.Overloaded if the caller is interrupted
     */
    static <K, V> V await(AsyncCache<K, V> cache, K key, CompletableFuture<V> making) {
        try {
            return Results.await(making);
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' cannot be made".formatted(key), e);
        } finally {
            if (making.isCompletedExceptionally()) {
                // The cache does so a moment later: who comes next is not to get an old failure.
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
