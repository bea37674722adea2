package dev.lutra.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.problem.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class MemoryBudgetTest {

    private static final DataSize SIZE = DataSize.ofMegabytes(4);
    private static final long MEGABYTE = 1 << 20;

    @Test
    void lendsAndTakesBack() {
        var budget = new MemoryBudget(SIZE, Duration.ZERO, "LUTRA_TEST");
        MemoryBudget.Loan loan = budget.lend(3 * MEGABYTE);
        assertThat(budget.free()).isEqualTo(MEGABYTE);
        assertThatExceptionOfType(Overloaded.class).isThrownBy(() -> budget.lend(2 * MEGABYTE));
        loan.shrink(2 * MEGABYTE);
        budget.lend(2 * MEGABYTE).close();
        loan.close();
        loan.close();
        assertThat(budget.free()).isEqualTo(SIZE.toBytes());
    }

    @Test
    void namesTheSettingWhereItIsTooMuchForEver() {
        var budget = new MemoryBudget(SIZE, Duration.ofDays(1), "LUTRA_TEST");
        assertThatExceptionOfType(MemoryShort.class)
                .isThrownBy(() -> budget.lend(SIZE.toBytes() + 1))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(Status.UNAVAILABLE);
                    assertThat(refused.retryAfter()).isPresent();
                    assertThat(refused.getMessage()).contains("LUTRA_TEST", "-Xmx", "4 MB");
                });
    }

    @Test
    void lendsToWhoWaitsWhatOthersGiveBack() throws Exception {
        var budget = new MemoryBudget(SIZE, Duration.ofSeconds(50), "LUTRA_TEST");
        MemoryBudget.Loan all = budget.lend(SIZE.toBytes());
        var lent = new CompletableFuture<MemoryBudget.Loan>();
        Thread waiter = Thread.ofVirtual().start(() -> lent.complete(budget.lend(MEGABYTE)));
        Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        assertThat(lent.isDone()).isFalse();
        all.shrink(3 * MEGABYTE);
        lent.get().close();
        assertThat(budget.free()).isEqualTo(MEGABYTE);
    }
}
