package dev.lutra.training;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Metrics of training jobs. Those of queues cover all workers, the others this process alone. */
@Component
class JobMetrics {

    private static final String MODE = "mode";
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final LoadingCache<String, List<Backlog>> backlogs;
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();
    private volatile double checkpoint = Double.NaN;

    JobMetrics(MeterRegistry registry, JobTable table) {
        this.registry = registry;
        backlogs = Caffeine.newBuilder().expireAfterWrite(FRESH).build(key -> table.unfinished());
        for (JobMode mode : JobMode.values()) {
            Gauge.builder("lutra.jobs.queued", () -> count(mode, JobState.QUEUED))
                    .description("Jobs that wait for a worker")
                    .tag(MODE, tag(mode))
                    .register(registry);
            Gauge.builder("lutra.jobs.queued.age", () -> waitingSeconds(mode))
                    .description("Age of the oldest job that waits; 0 if none waits")
                    .baseUnit("seconds")
                    .tag(MODE, tag(mode))
                    .register(registry);
            Gauge.builder("lutra.jobs.running", () -> count(mode, JobState.RUNNING))
                    .description("Jobs that workers have taken up")
                    .tag(MODE, tag(mode))
                    .register(registry);
            Gauge.builder("lutra.jobs.samples", () -> samplesPerSecond(mode))
                    .description("LUTs × colours that jobs of this process learn from in a second")
                    .baseUnit("per second")
                    .tag(MODE, tag(mode))
                    .register(registry);
        }
        Gauge.builder("lutra.jobs.checkpoint.time", () -> checkpoint)
                .description("Time of the last checkpoint of this process, since 1970")
                .baseUnit("seconds")
                .register(registry);
    }

    void started(RunningJob job) {
        running.add(job);
    }

    void ended(RunningJob job, Outcome outcome, Duration duration) {
        running.remove(job);
        Timer.builder("lutra.jobs.run")
                .description("Runs of jobs, by outcome")
                .tag(MODE, tag(job.job().mode()))
                .tag("outcome", outcome.tag())
                .register(registry)
                .record(duration);
    }

    void checkpointed() {
        checkpoint = System.currentTimeMillis() / 1000.0;
    }

    private double count(JobMode mode, JobState state) {
        return of(mode, state, backlog -> backlog.count());
    }

    private double waitingSeconds(JobMode mode) {
        return of(
                mode,
                JobState.QUEUED,
                backlog -> Math.max(
                        0, Duration.between(backlog.oldest(), Instant.now()).toMillis() / 1000.0));
    }

    private double of(JobMode mode, JobState state, ToDoubleFunction<Backlog> figure) {
        try {
            return backlogs.get("all").stream()
                    .filter(backlog -> backlog.mode() == mode && backlog.state() == state)
                    .mapToDouble(figure)
                    .sum();
        } catch (RuntimeException e) {
            // Micrometer would log the exception at every scrape while the database is out of reach.
            return Double.NaN;
        }
    }

    private double samplesPerSecond(JobMode mode) {
        return running.stream()
                .filter(job -> job.job().mode() == mode)
                .map(job -> job.progress().samplesPerSecond())
                .mapToDouble(rate -> rate == null ? 0 : rate)
                .sum();
    }

    private static String tag(JobMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
