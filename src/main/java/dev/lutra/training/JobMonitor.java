package dev.lutra.training;

import dev.lutra.network.learn.Checkpoint;
import dev.lutra.training.RunningJob.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a running job to the database, so that the run itself never waits for the database. It writes progress and
 * checkpoints, and checks for a cancellation. While the database is out of reach, it keeps trying.
 */
final class JobMonitor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobMonitor.class);

    private final RunningJob job;
    private final AttemptTable attempts;
    private final CheckpointTable checkpoints;
    private final JobMetrics metrics;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock looking = new ReentrantLock();
    private final Thread thread;
    private @Nullable JobProgress written;
    private @Nullable String writtenDevice;
    private boolean failing;

    JobMonitor(
            RunningJob job, AttemptTable attempts, CheckpointTable checkpoints, JobMetrics metrics, Duration interval) {
        this.job = job;
        this.attempts = attempts;
        this.checkpoints = checkpoints;
        this.metrics = metrics;
        this.interval = interval;
        written = job.progress();
        thread = Thread.ofVirtual().name("monitor-" + job.id()).start(this::watch);
    }

    /**
     * Writes pending progress and checkpoints, and checks for a cancellation.
     *
     * @return false if the database was out of reach
     */
    boolean look() {
        looking.lock();
        try {
            writeProgress();
            writeCheckpoint();
            Optional<Boolean> cancelled = attempts.isCancelRequested(job.id(), job.attempt());
            if (cancelled.isEmpty()) {
                job.interrupt(Interruption.LOSS);
            } else if (cancelled.get()) {
                job.interrupt(Interruption.CANCEL);
            }
            failing = false;
            return true;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("Job {} continues, but its progress cannot be written", job.id(), e);
            }
            failing = true;
            return false;
        } finally {
            looking.unlock();
        }
    }

    /** Stops. Pending progress and checkpoints are lost. */
    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("try")
    private void watch() {
        try (var marked = new JobLog(job)) {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeProgress() {
        JobProgress progress = job.progress();
        String device = job.device();
        if (progress.equals(written) && Objects.equals(device, writtenDevice)) {
            return;
        }
        if (attempts.report(job.id(), job.attempt(), device, progress)) {
            written = progress;
            writtenDevice = device;
        }
    }

    private void writeCheckpoint() {
        Checkpoint checkpoint = job.unsaved();
        if (checkpoint == null) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        try {
            checkpoint.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        if (checkpoints.write(job.id(), job.attempt(), checkpoint.iteration(), bytes.toByteArray())) {
            job.saved(checkpoint);
            metrics.checkpointed();
        }
    }
}
