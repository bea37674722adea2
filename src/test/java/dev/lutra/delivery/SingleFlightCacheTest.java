package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.Overloaded;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleFlightCacheTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SingleFlightCache<byte[]> cache =
            new SingleFlightCache<>(Caffeine.newBuilder().maximumSize(10).recordStats());
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void keepsAndCounts() {
        CaffeineCacheMetrics.monitor(registry, cache.cache(), "answers");
        assertThat(cache.get("a", this::make)).isSameAs(cache.get("a", this::make));
        assertThat(made).hasValue(1);
        assertThat(registry.get("cache.gets")
                        .tag("result", "hit")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("cache.gets")
                        .tag("result", "miss")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void makesOneAnswerForManyWhoAskAtOnce() throws Exception {
        var asked = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(i -> executor.submit(() -> cache.get("a", () -> {
                        await(asked);
                        return make();
                    })))
                    .toList();
            asked.countDown();
            for (Future<byte[]> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).hasSize(10);
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void doesNotKeepFailures() {
        assertThatExceptionOfType(Overloaded.class)
                .isThrownBy(() -> cache.get("a", () -> {
                    throw new Overloaded();
                }));
        assertThat(cache.get("a", this::make)).hasSize(10);
    }

    private byte[] make() {
        made.incrementAndGet();
        return new byte[10];
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
