package dev.lutra.training;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What operators see of training jobs. Queues are those of all workers, the rest is of this process. */
@Component
class JobMetrics {

    private static final String MODE = "mode";
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final LoadingCache<String, Map<JobMode, Map<JobState, Long>>> counts;
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();
    private volatile double checkpoint = Double.NaN;

    JobMetrics(MeterRegistry registry, JobTable table) {
        this.registry = registry;
        counts = Caffeine.newBuilder().expireAfterWrite(FRESH).build(key -> table.unfinished());
        for (JobMode mode : JobMode.values()) {
            Gauge.builder("lutra.jobs.queued", () -> count(mode, JobState.QUEUED))
                    .description("Jobs that wait for a worker")
                    .tag(MODE, tag(mode))
                    .register(registry);
            Gauge.builder("lutra.jobs.running", () -> count(mode, JobState.RUNNING))
                    .description("Jobs that workers have taken up")
                    .tag(MODE, tag(mode))
                    .register(registry);
            Gauge.builder("lutra.jobs.samples", () -> samplesPerSecond(mode))
                    .description("LUTs × colours learned from in a second by what runs here")
                    .baseUnit("per second")
                    .tag(MODE, tag(mode))
                    .register(registry);
        }
        Gauge.builder("lutra.jobs.checkpoint.time", () -> checkpoint)
                .description("When a checkpoint was last written here, since 1970")
                .baseUnit("seconds")
                .register(registry);
    }

    void started(RunningJob job) {
        running.add(job);
    }

    void ended(RunningJob job, Outcome outcome, Duration duration) {
        running.remove(job);
        Timer.builder("lutra.jobs.run")
                .description("Runs of jobs by how they ended")
                .tag(MODE, tag(job.job().mode()))
                .tag("outcome", outcome.tag())
                .register(registry)
                .record(duration);
    }

    void checkpointed() {
        checkpoint = System.currentTimeMillis() / 1000.0;
    }

    private double count(JobMode mode, JobState state) {
        try {
            return counts.get("all").getOrDefault(mode, Map.of()).getOrDefault(state, 0L);
        } catch (RuntimeException e) {
            // Micrometer would log the same at every scrape for as long as the database is out of reach.
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
