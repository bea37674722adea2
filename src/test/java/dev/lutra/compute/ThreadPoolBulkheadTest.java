package dev.lutra.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadPoolBulkheadTest {

    private static final int THREADS = 2;
    private static final int WAITING = 3;

    /** Those who work hold their threads until all others were refused, so that exactly so many are. */
    @Test
    void doesAsMuchAsItHasRoomForAndRefusesTheRest() throws Exception {
        var bulkhead = new ThreadPoolBulkhead("test", THREADS, WAITING, Duration.ofMinutes(1));
        var refusals = new CountDownLatch(20 - THREADS - WAITING);
        List<Future<String>> all = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                all.add(callers.submit(() -> {
                    try {
                        return bulkhead.call(() -> {
                            awaitQuietly(refusals);
                            return "done";
                        });
                    } catch (Overloaded e) {
                        refusals.countDown();
                        return "refused";
                    }
                }));
            }
        }
        assertThat(results(all)).filteredOn("done"::equals).hasSize(THREADS + WAITING);
    }

    @Test
    void hasRoomAgainAfterAFailure() throws Exception {
        var bulkhead = new ThreadPoolBulkhead("test", 1, 0, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            try {
                bulkhead.call(() -> {
                    throw new IllegalStateException("a failure");
                });
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("a failure");
            }
        }
        assertThat(bulkhead.<String>call(() -> "done")).isEqualTo("done");
    }

    private static List<String> results(List<Future<String>> futures) throws InterruptedException, ExecutionException {
        var results = new ArrayList<String>();
        for (Future<String> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
