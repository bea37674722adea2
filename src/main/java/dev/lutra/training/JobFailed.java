package dev.lutra.training;

/** A job cannot be done. The message tells its user how to correct it. */
final class JobFailed extends RuntimeException {

    JobFailed(String message) {
        super(message);
    }
}
