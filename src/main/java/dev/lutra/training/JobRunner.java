package dev.lutra.training;

import dev.lutra.network.engine.DeviceUnavailable;
import dev.lutra.network.learn.TrainingDiverged;
import dev.lutra.training.RunningJob.Interruption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes jobs, runs them, and ends each with a state and an error that its user can understand. */
@Component
@Profile("worker")
final class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    /** The time for which a stopping worker tries to write the last checkpoint. */
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(6);

    private final JobRun<TrainRequest> training;
    private final JobRun<EncodeRequest> encoding;
    private final AttemptTable attempts;
    private final CheckpointTable checkpoints;
    private final JobMetrics metrics;
    private final JobSettings settings;
    private final WorkerName name;
    private final TransactionOperations transaction;
    private final Map<UUID, RunningJob> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    JobRunner(
            JobRun<TrainRequest> training,
            JobRun<EncodeRequest> encoding,
            AttemptTable attempts,
            CheckpointTable checkpoints,
            JobMetrics metrics,
            JobSettings settings,
            WorkerName name,
            TransactionOperations transaction) {
        this.training = training;
        this.encoding = encoding;
        this.attempts = attempts;
        this.checkpoints = checkpoints;
        this.metrics = metrics;
        this.settings = settings;
        this.name = name;
        this.transaction = transaction;
    }

    void start() {
        stopping = false;
    }

    /** Tells all running jobs to save their state and stop. A job that starts from now on stops at once. */
    void stop() {
        stopping = true;
        running.values().forEach(job -> job.interrupt(Interruption.STOP));
    }

    boolean isRunning(UUID id) {
        return running.containsKey(id);
    }

    /**
     * Runs a job, unless it has ended already.
     *
     * @throws RuntimeException if the database is out of reach
     */
    @SuppressWarnings("try")
    Outcome run(UUID id) {
        Optional<TakenJob> taken = attempts.takeUp(id, name.value());
        if (taken.isEmpty()) {
            return Outcome.OBSOLETE;
        }
        var job = new RunningJob(taken.get());
        try (var marked = new JobLog(job)) {
            return watched(job, taken.get());
        }
    }

    private Outcome watched(RunningJob job, TakenJob taken) {
        UUID id = job.id();
        log.info("Job {} '{}' taken up, attempt {}", id, job.job().name(), job.attempt());
        running.put(id, job);
        metrics.started(job);
        long started = System.nanoTime();
        Outcome outcome = Outcome.LOST;
        try (var monitor = new JobMonitor(job, attempts, checkpoints, metrics, settings.report())) {
            if (stopping) {
                job.interrupt(Interruption.STOP);
            }
            outcome = attempt(job, taken, monitor);
            return outcome;
        } finally {
            running.remove(id);
            metrics.ended(job, outcome, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private Outcome attempt(RunningJob job, TakenJob taken, JobMonitor monitor) {
        if (taken.cancelRequested()) {
            return end(job, JobState.CANCELLED, null);
        }
        if (taken.crashes() >= settings.crashes()) {
            return fail(job, FailureMessage.ofCrashes(taken.crashes()));
        }
        try {
            switch (job.request()) {
                case TrainRequest request -> training.run(job, request);
                case EncodeRequest request -> encoding.run(job, request);
            }
            return Outcome.SUCCEEDED;
        } catch (JobFailed | DeviceUnavailable | TrainingDiverged | OutOfMemoryError e) {
            return fail(job, FailureMessage.of(e, job, settings.device()));
        } catch (RuntimeException e) {
            Interruption reason = job.interruption();
            if (reason != null) {
                return interrupted(job, reason, monitor);
            }
            if (DatabaseRetry.helps(e)) {
                throw e;
            }
            return fail(job, FailureMessage.of(e, job, settings.device()));
        }
    }

    private Outcome interrupted(RunningJob job, Interruption reason, JobMonitor monitor) {
        return switch (reason) {
            case CANCEL -> end(job, JobState.CANCELLED, null);
            case STOP -> giveBack(job, monitor);
            case LOSS -> {
                log.info("Another worker has taken up job {}; attempt {} ends here", job.id(), job.attempt());
                yield Outcome.LOST;
            }
        };
    }

    private Outcome giveBack(RunningJob job, JobMonitor monitor) {
        long end = System.nanoTime() + LAST_CHECKPOINT.toNanos();
        while (job.unsaved() != null && !monitor.look() && System.nanoTime() < end) {
            log.warn("Job {}: the last checkpoint is not written yet", job.id());
        }
        if (!attempts.giveBack(job.id(), job.attempt())) {
            return Outcome.LOST;
        }
        log.info("Job {} given back to the queue", job.id());
        return Outcome.GIVEN_BACK;
    }

    private Outcome fail(RunningJob job, String error) {
        log.info("Job {} failed: {}", job.id(), error);
        return end(job, JobState.FAILED, error);
    }

    private Outcome end(RunningJob job, JobState state, @Nullable String error) {
        boolean own = DatabaseRetry.call(
                () -> Boolean.TRUE.equals(transaction.execute(status -> {
                    boolean ended = attempts.end(job.id(), job.attempt(), state, error);
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
}
