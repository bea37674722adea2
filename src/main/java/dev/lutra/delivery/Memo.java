package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.Results;
import dev.lutra.compute.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Makes what belongs to a key once for all who ask for it at the same time, and keeps as much as fits. */
final class Memo<V> {

    private final AsyncCache<String, V> kept;

    /** @param bounds of what is kept */
    Memo(Caffeine<? super String, ? super V> bounds) {
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
