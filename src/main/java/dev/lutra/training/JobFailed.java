package dev.lutra.training;

/** A job cannot be done; the message tells its user what to do about it. */
final class JobFailed extends RuntimeException {

    JobFailed(String message) {
        super(message);
    }
}
