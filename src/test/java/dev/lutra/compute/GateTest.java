package dev.lutra.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class GateTest {

    @Test
    void refusesAtOnceWhereNoneMayWait() {
        var gate = new Gate(1, 0, Duration.ofDays(1));
        gate.enter();
        assertThatExceptionOfType(Overloaded.class).isThrownBy(gate::enter).satisfies(overloaded -> {
            assertThat(overloaded.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
            assertThat(overloaded.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        });
        gate.leave();
        gate.enter();
    }

    @Test
    void refusesAfterTheWait() {
        var gate = new Gate(1, 1, Duration.ofMillis(20));
        gate.enter();
        assertThatExceptionOfType(Overloaded.class).isThrownBy(gate::enter);
    }

    @Test
    void letsInWhoWaitsWhenAPlaceBecomesFree() throws Exception {
        var gate = new Gate(1, 1, Duration.ofSeconds(30));
        var waiting = new CompletableFuture<Void>();
        gate.enter();
        Thread waiter = Thread.ofVirtual().start(() -> {
            gate.enter();
            waiting.complete(null);
        });
        Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        assertThat(waiting.isDone()).isFalse();
        gate.leave();
        waiting.get(30, TimeUnit.SECONDS);
    }
}
