package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lutra.compute.ComputePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeasesTest {

    private final AtomicInteger opened = new AtomicInteger();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    @Test
    void opensOnceForAllWhoWantIt() throws Exception {
        var leases = new Leases<String, String>(0, closed::add);
        var asked = new CountDownLatch(50);
        var lent = new CountDownLatch(50);
        List<Future<String>> values = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                values.add(callers.submit(() -> {
                    asked.countDown();
                    try (Lease<String> lease = leases.lease("a", () -> openAfter(asked))) {
                        lent.countDown();
                        lent.await();
                        return lease.value();
                    }
                }));
            }
        }
        for (Future<String> value : values) {
            assertThat(value.get()).isEqualTo("a1");
        }
        assertThat(closed).containsExactly("a1");
    }

    @Test
    void lendsOthersWhileOneIsOpened() throws Exception {
        var leases = new Leases<String, String>(3, closed::add);
        leases.lease("quick", () -> "quick").close();
        var done = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Lease<String>> slow = callers.submit(() -> leases.lease("slow", () -> openAfter(done)));
            for (String key : new String[] {"quick", "new"}) {
                try (Lease<String> lease = leases.lease(key, () -> key)) {
                    assertThat(lease.value()).isEqualTo(key);
                }
            }
            assertThat(slow.isDone()).isFalse();
            done.countDown();
            slow.get().close();
        }
    }

    @Test
    void closesNothingThatIsOnLoan() {
        var leases = new Leases<String, String>(3, closed::add);
        Lease<String> lease = leases.lease("a", () -> "a");
        Lease<String> again = lease.again();
        leases.retire("a");
        lease.close();
        assertThat(closed).isEmpty();
        Lease<String> next = leases.lease("a", () -> "another a");
        assertThat(next.value()).isEqualTo("another a");
        again.close();
        assertThat(closed).containsExactly("a");
        assertThatIllegalStateException().isThrownBy(again::again);
    }

    @Test
    void keepsAFewAndClosesTheRest() {
        var leases = new Leases<Integer, String>(3, closed::add);
        for (int i = 0; i < 20; i++) {
            String name = "thing " + i;
            try (Lease<String> lease = leases.lease(i, () -> name)) {
                assertThat(lease.value()).isEqualTo(name);
                assertThat(closed).doesNotContain(name);
            }
        }
        assertThat(closed).hasSize(17);
        leases.retireAll();
        assertThat(closed).hasSize(20);
    }

    @Test
    void opensAgainWhatCouldNotBeOpened() {
        var leases = new Leases<String, String>(3, closed::add);
        for (int i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> leases.lease("a", () -> {
                        throw new IllegalStateException("away");
                    }))
                    .withMessage("away");
        }
        assertThat(leases.lease("a", () -> "there").value()).isEqualTo("there");
    }

    /** Many threads, few keys, and things that are retired all the time. */
    @Test
    void lendsNothingThatIsClosed() {
        var leases = new Leases<Integer, AtomicInteger>(2, state -> state.set(1));
        new ComputePool("lend", 8).forEach(20_000, i -> {
            try (Lease<AtomicInteger> lease = leases.lease(i % 5, AtomicInteger::new)) {
                if (i % 7 == 0) {
                    leases.retire(i % 5);
                }
                if (lease.value().get() != 0) {
                    throw new IllegalStateException("closed while it is on loan");
                }
            }
        });
    }

    private String openAfter(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "a" + opened.incrementAndGet();
    }
}
