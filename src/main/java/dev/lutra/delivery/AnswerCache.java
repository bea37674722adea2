package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.springframework.util.unit.DataSize;

/**
 * Keeps answers by their keys, as many as fit; whoever asks for one that is being made waits for it.
 *
 * <p>Caffeine could compute an entry itself, but would hold a lock on its neighbours meanwhile.
 */
final class AnswerCache {

    private final Cache<String, byte[]> answers;
    private final ConcurrentMap<String, CompletableFuture<byte[]>> inTheMaking = new ConcurrentHashMap<>();

    AnswerCache(DataSize size, MeterRegistry registry) {
        answers = Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                .weigher((String key, byte[] answer) -> key.length() + answer.length)
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(registry, answers, "lutra.answers");
    }

    /**
     * Gives the answer that is kept, or makes and keeps it.
     *
     * @param maker called at most once at a time for the same key; what it throws, all who wait for it get
     */
    byte[] get(String key, Supplier<byte[]> maker) {
        byte[] kept = answers.getIfPresent(key);
        if (kept != null) {
            return kept;
        }
        var mine = new CompletableFuture<byte[]>();
        CompletableFuture<byte[]> other = inTheMaking.putIfAbsent(key, mine);
        return other != null ? await(other) : make(key, maker, mine);
    }

    private byte[] make(String key, Supplier<byte[]> maker, CompletableFuture<byte[]> mine) {
        try {
            byte[] answer = maker.get();
            answers.put(key, answer);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            inTheMaking.remove(key, mine);
        }
    }

    private static byte[] await(CompletableFuture<byte[]> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
