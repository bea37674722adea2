package dev.lutra.training;

import dev.lutra.network.engine.DeviceUnavailable;
import dev.lutra.network.engine.OutOfDeviceMemory;
import dev.lutra.network.learn.TrainingDiverged;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user why a job failed and what to do about it. Details go to the log. */
final class FailureMessage {

    private static final Logger log = LoggerFactory.getLogger(FailureMessage.class);

    private FailureMessage() {}

    /** @param device the device to use, in case the job has not reported its device */
    static String of(Throwable failure, RunningJob job, String device) {
        return switch (failure) {
            case JobFailed e -> String.valueOf(e.getMessage());
            case DeviceUnavailable e -> String.valueOf(e.getMessage());
            case TrainingDiverged e -> ofDivergence(e, job);
            default -> isForMemory(failure) ? ofMemory(failure, job, device) : ofUnforeseen(failure, job);
        };
    }

    /** @param crashes the number of crashes of workers since the job last made progress */
    static String ofCrashes(int crashes) {
        return "The worker died %d times with this job without any progress. Its log may say why. Often it has too little memory: choose fewer LUTs, or give the worker more memory."
                .formatted(crashes);
    }

    private static String ofDivergence(TrainingDiverged failure, RunningJob job) {
        log.info("Job {}: {}", job.id(), failure.getMessage());
        return "The loss is no longer a number. Start the job again with another seed, or run 'lutra train' with a lower --rate.";
    }

    private static String ofMemory(Throwable failure, RunningJob job, String device) {
        log.warn("Job {} ran out of memory", job.id(), failure);
        return "There was not enough memory on %s. Choose fewer LUTs, or give the worker more memory (-Xmx, or a larger GPU)."
                .formatted(job.device() == null ? device : job.device());
    }

    private static String ofUnforeseen(Throwable failure, RunningJob job) {
        String errorId = UUID.randomUUID().toString();
        log.error("Job {} failed, error {}", job.id(), errorId, failure);
        return "The job failed unexpectedly. The log of the worker has the cause, under error %s.".formatted(errorId);
    }

    /** Tasks on other threads wrap the error. */
    private static boolean isForMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError || cause instanceof OutOfDeviceMemory) {
                return true;
            }
        }
        return false;
    }
}
