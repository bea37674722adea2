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
        try {
            return Results.await(making);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            if (making.isCompletedExceptionally()) {
                // The cache does so a moment later: who comes next is not to get an old failure.
                kept.asMap().remove(key, making);
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
