package dev.lutra.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.problem.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComputePoolTest {

    private final ComputePool pool = new ComputePool("test", 2);

    @Test
    void computesOnItsOwnPlatformThreads() throws Exception {
        var thread = new CompletableFuture<Thread>();
        Thread.startVirtualThread(() -> thread.complete(pool.compute(Thread::currentThread)));
        assertThat(thread.get().isVirtual()).isFalse();
        assertThat(thread.get().getName()).startsWith("test-");
    }

    @Test
    void neverUsesMoreThreadsThanItHas() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var together = new CountDownLatch(2);
        pool.forEach(50, i -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            together.countDown();
            awaitQuietly(together);
            running.decrementAndGet();
        });
        assertThat(most).hasValue(2);
    }

    @Test
    void doesEachPieceOnce() {
        var done = new AtomicIntegerArray(100);
        pool.forEach(100, done::incrementAndGet);
        for (int i = 0; i < 100; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }

    @Test
    void givesTheFailureAsItIs() {
        var failure = new IOException("away");
        assertThatThrownBy(() -> pool.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        var wrong = new IllegalArgumentException("wrong");
        assertThatThrownBy(() -> pool.forEach(3, i -> {
                    throw wrong;
                }))
                .isSameAs(wrong);
    }

    @Test
    void saysThatMemoryIsShort() {
        assertThatExceptionOfType(MemoryShort.class)
                .isThrownBy(() -> pool.compute(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(Status.UNAVAILABLE);
                    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(10));
                    assertThat(refused.getMessage()).contains("-Xmx");
                });
    }

    @Test
    void interruptsTheWorkOfAnInterruptedCaller() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CompletableFuture<Boolean>();
        var refused = new CompletableFuture<Throwable>();
        Thread caller = Thread.startVirtualThread(() -> {
            try {
                pool.compute(() -> {
                    begun.countDown();
                    return interrupted.complete(isInterruptedInTime());
                });
            } catch (Overloaded e) {
                refused.complete(e);
            }
        });
        begun.await();
        caller.interrupt();
        assertThat(refused.get()).isInstanceOf(Overloaded.class);
        assertThat(interrupted.get()).isTrue();
    }

    private static boolean isInterruptedInTime() {
        try {
            return new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
