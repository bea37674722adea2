package dev.lutra.training;

import dev.lutra.network.engine.DeviceUnavailable;
import dev.lutra.network.engine.OutOfDeviceMemory;
import dev.lutra.network.learn.TrainingDiverged;
import dev.lutra.training.RunningJob.Interruption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes jobs up, has them done, and sees to it that each comes to an end that its user can understand. */
@Component
@Profile("worker")
final class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    /** When the worker stops, it tries for so long to write the last checkpoint. */
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(6);

    private final Map<JobMode, JobRun> runs = new EnumMap<>(JobMode.class);
    private final JobTable table;
    private final CheckpointTable checkpoints;
    private final JobMetrics metrics;
    private final JobSettings settings;
    private final WorkerName name;
    private final TransactionOperations transaction;
    private final Map<UUID, RunningJob> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    JobRunner(
            List<JobRun> runs,
            JobTable table,
            CheckpointTable checkpoints,
            JobMetrics metrics,
            JobSettings settings,
            WorkerName name,
            TransactionOperations transaction) {
        runs.forEach(run -> this.runs.put(run.mode(), run));
        this.table = table;
        this.checkpoints = checkpoints;
        this.metrics = metrics;
        this.settings = settings;
        this.name = name;
        this.transaction = transaction;
    }

    void start() {
        stopping = false;
    }

    /** Tells all that runs to save what it has and stop; what is taken up from now on stops at once. */
    void stop() {
        stopping = true;
        running.values().forEach(job -> job.interrupt(Interruption.STOP));
    }

    boolean isRunning(UUID id) {
        return running.containsKey(id);
    }

    /**
     * Does a job, if there is something to do.
     *
     * @throws RuntimeException if the database is out of reach
     */
    @SuppressWarnings("try")
    Outcome run(UUID id) {
        Optional<TakenJob> taken = table.takeUp(id, name.value());
        if (taken.isEmpty()) {
            return Outcome.OBSOLETE;
        }
        var job = new RunningJob(taken.get());
        try (var marked = new JobLog(job)) {
            return run(job, taken.get());
        }
    }

    private Outcome run(RunningJob job, TakenJob taken) {
        UUID id = job.id();
        log.info("Job {} '{}' taken up, attempt {}", id, job.job().name(), job.attempt());
        running.put(id, job);
        metrics.started(job);
        long started = System.nanoTime();
        Outcome outcome = Outcome.LOST;
        try (var monitor = new JobMonitor(job, table, checkpoints, metrics, settings.report())) {
            if (stopping) {
                job.interrupt(Interruption.STOP);
            }
            outcome = run(job, taken, monitor);
            return outcome;
        } finally {
            running.remove(id);
            metrics.ended(job, outcome, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private Outcome run(RunningJob job, TakenJob taken, JobMonitor monitor) {
        if (taken.cancelRequested()) {
            return end(job, JobState.CANCELLED, null);
        }
        if (taken.crashes() >= settings.crashes()) {
            return fail(
                    job,
                    "The worker died %d times with this job before it came any further; its log may tell why. Often memory is short: choose fewer LUTs, or give the worker more."
                            .formatted(taken.crashes()));
        }
        try {
            Objects.requireNonNull(runs.get(job.job().mode())).run(job);
            return Outcome.SUCCEEDED;
        } catch (JobFailed | DeviceUnavailable e) {
            return fail(job, String.valueOf(e.getMessage()));
        } catch (TrainingDiverged e) {
            log.info("Job {}: {}", job.id(), e.getMessage());
            return fail(
                    job,
                    "The loss is no longer a number: start it again with another seed, or with 'lutra train' at a lower --rate.");
        } catch (OutOfMemoryError e) {
            return failForMemory(job, e);
        } catch (RuntimeException e) {
            Interruption reason = job.interruption();
            if (reason != null) {
                return interrupted(job, reason, monitor);
            }
            if (Patience.helps(e)) {
                throw e;
            }
            return isForMemory(e) ? failForMemory(job, e) : failUnforeseen(job, e);
        }
    }

    private Outcome interrupted(RunningJob job, Interruption reason, JobMonitor monitor) {
        return switch (reason) {
            case CANCEL -> end(job, JobState.CANCELLED, null);
            case STOP -> giveBack(job, monitor);
            case LOSS -> {
                log.info("Job {} is no longer attempt {}'s: another worker has it", job.id(), job.attempt());
                yield Outcome.LOST;
            }
        };
    }

    private Outcome giveBack(RunningJob job, JobMonitor monitor) {
        long end = System.nanoTime() + LAST_CHECKPOINT.toNanos();
        while (job.unsaved() != null && !monitor.look() && System.nanoTime() < end) {
            log.warn("Job {}: the last checkpoint is not written yet", job.id());
        }
        if (!table.giveBack(job.id(), job.attempt())) {
            return Outcome.LOST;
        }
        log.info("Job {} given back to the queue", job.id());
        return Outcome.GIVEN_BACK;
    }

    private Outcome failForMemory(RunningJob job, Throwable cause) {
        log.warn("Job {} ran out of memory", job.id(), cause);
        return fail(
                job,
                "There was not enough memory on %s: choose fewer LUTs, or give a worker more (-Xmx, or a larger GPU)."
                        .formatted(job.device() == null ? settings.device() : job.device()));
    }

    private Outcome failUnforeseen(RunningJob job, RuntimeException cause) {
        String errorId = UUID.randomUUID().toString();
        log.error("Job {} failed, error {}", job.id(), errorId, cause);
        return fail(job, "Something went wrong; the worker's log tells what, under error %s.".formatted(errorId));
    }

    private Outcome fail(RunningJob job, String error) {
        log.info("Job {} failed: {}", job.id(), error);
        return end(job, JobState.FAILED, error);
    }

    private Outcome end(RunningJob job, JobState state, @Nullable String error) {
        boolean own = Patience.retry(
                () -> Boolean.TRUE.equals(transaction.execute(status -> {
                    boolean ended = table.end(job.id(), job.attempt(), state, error);
                    if (ended) {
                        checkpoints.delete(job.id());
                    }
                    return ended;
                })),
                () -> stopping);
        if (!own) {
            return Outcome.LOST;
        }
        return state == JobState.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED;
    }

    /** Tasks on other threads wrap what they ran into. */
    private static boolean isForMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError || cause instanceof OutOfDeviceMemory) {
                return true;
            }
        }
        return false;
    }
}
