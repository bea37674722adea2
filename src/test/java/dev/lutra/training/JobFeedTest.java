package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.lutra.Waiting;
import dev.lutra.library.Library;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DataAccessResourceFailureException;

class JobFeedTest {

    private static final JobSettings SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("lutra.jobs.events", "20ms")))
            .bindOrCreate("lutra.jobs", JobSettings.class);

    private final JobTable table = mock(JobTable.class);
    private final JobFeed feed = new JobFeed(table, mock(Library.class), SETTINGS);

    @Test
    void asksOnceForAllListeners() throws InterruptedException {
        Job one = job(1);
        Job other = job(1);
        var asked = new AtomicInteger();
        when(table.find(anyCollection())).thenAnswer(call -> {
            assertThat(call.<Set<UUID>>getArgument(0)).containsExactlyInAnyOrder(one.id(), other.id());
            asked.incrementAndGet();
            return List.of(one, other);
        });
        var told = new CountDownLatch(200);
        var counted = new AtomicInteger();
        var subscriptions = new ArrayList<JobFeed.Subscription>();
        for (int i = 0; i < 100; i++) {
            subscriptions.add(feed.subscribe(i % 2 == 0 ? one.id() : other.id(), job -> {
                counted.incrementAndGet();
                told.countDown();
            }));
        }
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        subscriptions.forEach(JobFeed.Subscription::close);
        verify(table, atMost(counted.get() / 50 + 1)).find(anyCollection());
    }

    @Test
    void stopsAskingWhenNobodyListensAndBeginsAgain() throws InterruptedException {
        Job job = job(1);
        var asked = new AtomicInteger();
        when(table.find(anyCollection())).thenAnswer(call -> {
            asked.incrementAndGet();
            return List.of(job);
        });
        listenOnce(job);
        Waiting.until("an end of the questions", () -> {
            int before = asked.get();
            Waiting.pause(SETTINGS.events().multipliedBy(10));
            return asked.get() == before;
        });
        int calls = asked.get();
        listenOnce(job);
        assertThat(asked.get()).isGreaterThan(calls);
    }

    @Test
    void outlivesAnAbsenceOfTheDatabase() throws InterruptedException {
        Job job = job(1);
        when(table.find(anyCollection()))
                .thenThrow(new DataAccessResourceFailureException("gone"))
                .thenReturn(List.of(job));
        listenOnce(job);
    }

    @SuppressWarnings("try")
    private void listenOnce(Job job) throws InterruptedException {
        var told = new CountDownLatch(1);
        try (var subscription = feed.subscribe(job.id(), news -> told.countDown())) {
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Job job(long version) {
        return new Job(
                UUID.randomUUID(),
                JobMode.TRAIN,
                "a job",
                JobState.RUNNING,
                new JobProgress(0, 0, 0, null, null, null, null),
                null,
                null,
                1,
                "worker",
                null,
                Instant.now(),
                null,
                null,
                version);
    }
}
