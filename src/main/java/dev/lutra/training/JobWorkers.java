package dev.lutra.training;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs jobs from both queues, one of each at a time. Starts after the rest of the application and stops before it. */
@Component
@Profile("worker")
final class JobWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobWorkers.class);
    private static final String PRUNING = "prune";
    private static final Duration PRUNE = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** Enough for one iteration and the last checkpoint. */
    private static final Duration STOP = Duration.ofSeconds(15);

    private final DataSource dataSource;
    private final JobRunner runner;
    private final JobTable table;
    private final JobSettings settings;
    private final WorkerName name;
    private final FailureDetector failures;
    private volatile Map<JobMode, Scheduler> schedulers = Map.of();

    JobWorkers(DataSource dataSource, JobRunner runner, JobTable table, JobSettings settings, WorkerName name) {
        this.dataSource = dataSource;
        this.runner = runner;
        this.table = table;
        this.settings = settings;
        this.name = name;
        failures = new FailureDetector(settings.heartbeat(), settings.missedHeartbeats(), System::nanoTime);
    }

    @Override
    public synchronized void start() {
        runner.start();
        var started = new EnumMap<JobMode, Scheduler>(JobMode.class);
        for (JobMode mode : JobMode.values()) {
            started.put(mode, scheduler(mode));
        }
        schedulers = started;
        started.values().forEach(Scheduler::start);
    }

    @Override
    public synchronized void stop() {
        runner.stop();
        schedulers.values().forEach(Scheduler::stop);
        schedulers = Map.of();
    }

    @Override
    public boolean isRunning() {
        return !schedulers.isEmpty();
    }

    /** A job that was queued in this process starts at once, and not only at the next poll. */
    @TransactionalEventListener(fallbackExecution = true)
    void look(JobQueued queued) {
        Scheduler scheduler = schedulers.get(queued.mode());
        if (scheduler != null) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    private Scheduler scheduler(JobMode mode) {
        SchedulerBuilder builder = Scheduler.create(dataSource, task(mode))
                .tableName(JobQueue.table(mode))
                .jdbcCustomization(JobQueue.JDBC)
                .schedulerName(new SchedulerName.Fixed(name.value()))
                .threads(1)
                .executorService(Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("job-" + JobQueue.task(mode)).factory()))
                .pollUsingFetch(0.5, 1)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                .addSchedulerListener(failures)
                .shutdownMaxWait(STOP);
        // Pruning is in one queue only, and not in that where a training may block it for hours.
        return (mode == JobMode.ENCODE ? builder.startTasks(pruning()) : builder).build();
    }

    /** One worker prunes for all, whichever comes first. */
    private RecurringTask<Void> pruning() {
        return Tasks.recurring(PRUNING, FixedDelay.of(PRUNE)).execute((instance, context) -> {
            int pruned = table.prune(Instant.now().minus(settings.keep()));
            if (pruned > 0) {
                log.info(
                        "Deleted {} jobs that ended more than {} days ago",
                        pruned,
                        settings.keep().toDays());
            }
        });
    }

    private Task<Void> task(JobMode mode) {
        return Tasks.custom(JobQueue.task(mode), Void.class)
                .onFailure((failed, place) ->
                        place.reschedule(failed, Instant.now().plus(RETRY)))
                .onDeadExecution((dead, place) -> {
                    // While the database is out of reach no heartbeat is written, but jobs of this worker still run.
                    UUID job = UUID.fromString(dead.getExecution().taskInstance.getId());
                    if (!runner.isRunning(job) && failures.isCertain()) {
                        place.reschedule(dead, Instant.now());
                    }
                })
                .execute((instance, context) -> run(mode, UUID.fromString(instance.getId())));
    }

    private CompletionHandler<Void> run(JobMode mode, UUID id) {
        Scheduler scheduler = schedulers.get(mode);
        // The only thread is busy: each poll would find the same job, and no thread to run it.
        if (scheduler != null) {
            scheduler.pause();
        }
        try {
            return switch (runner.run(id)) {
                case GIVEN_BACK -> (done, place) -> place.reschedule(done, Instant.now());
                case LOST -> (done, place) -> {};
                case SUCCEEDED, FAILED, CANCELLED, OBSOLETE -> (done, place) -> place.remove();
            };
        } finally {
            if (scheduler != null) {
                scheduler.resume();
            }
        }
    }
}
