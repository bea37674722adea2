package dev.lutra.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.Waiting;
import dev.lutra.problem.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final Duration WAIT = Duration.ofMillis(20);

    @Test
    void refusesAtOnceWhereNoneMayWait() {
        var bulkhead = new Bulkhead(1, 0, Duration.ofDays(1));
        Permit place = bulkhead.enter();
        assertThatExceptionOfType(Overloaded.class).isThrownBy(bulkhead::enter).satisfies(overloaded -> {
            assertThat(overloaded.status()).isEqualTo(Status.OVERLOADED);
            assertThat(overloaded.retryAfter()).contains(Duration.ofSeconds(1));
        });
        place.close();
        bulkhead.enter();
    }

    @Test
    void givesAPlaceBackOnce() {
        var bulkhead = new Bulkhead(1, 0, Duration.ofDays(1));
        Permit place = bulkhead.enter();
        place.close();
        place.close();
        bulkhead.enter();
        assertThatExceptionOfType(Overloaded.class).isThrownBy(bulkhead::enter);
    }

    @Test
    void refusesAfterTheWait() {
        var bulkhead = new Bulkhead(1, 1, WAIT);
        bulkhead.enter();
        long asked = System.nanoTime();
        assertThatExceptionOfType(Overloaded.class).isThrownBy(bulkhead::enter);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(WAIT);
        // Who was refused waits no longer, and leaves the place to wait at to others.
        assertThatExceptionOfType(Overloaded.class).isThrownBy(bulkhead::enter);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(WAIT.multipliedBy(2));
    }

    @Test
    void letsInWhoWaitsWhenAPlaceBecomesFree() throws Exception {
        var bulkhead = new Bulkhead(1, 1, Duration.ofSeconds(30));
        var waiting = new CompletableFuture<Void>();
        Permit place = bulkhead.enter();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            bulkhead.enter();
            waiting.complete(null);
        });
        Waiting.until("somebody who waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(waiting).isNotDone();
        // There is one place to wait at, and it is taken.
        assertThatExceptionOfType(Overloaded.class).isThrownBy(bulkhead::enter);
        place.close();
        waiting.get(30, TimeUnit.SECONDS);
    }
}
