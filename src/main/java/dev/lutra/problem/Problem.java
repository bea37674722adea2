package dev.lutra.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can understand. Over HTTP it becomes a problem answer (RFC 9457), a command prints its message,
 * and a job ends with it. Each kind of failure has its own class, beside the code that throws it.
 *
 * <p>The message is for people. It says what is wrong and, unless that is obvious, what to do.
 */
public abstract class Problem extends RuntimeException {

    private final Status status;
    private final String code;
    private final transient List<Fault> faults;
    private final @Nullable Duration retryAfter;

    /** Makes a problem with only a message. */
    protected Problem(Status status, String code, String message) {
        this(status, code, message, List.of(), null, null);
    }

    /** Makes a problem whose single errors can be named. */
    protected Problem(Status status, String code, String message, List<? extends Fault> faults) {
        this(status, code, message, faults, null, null);
    }

    /** Makes a temporary problem. */
    protected Problem(Status status, String code, String message, Duration retryAfter, @Nullable Throwable cause) {
        this(status, code, message, List.of(), retryAfter, cause);
    }

    /**
     * Makes a problem.
     *
     * @param status the kind of failure
     * @param code a stable code for programs, such as {@code lut-not-found}
     * @param message a message for people
     * @param faults the single errors; empty if they cannot be named
     * @param retryAfter the time after which another attempt may succeed; null if no attempt will
     * @param cause the cause, for the log
     */
    protected Problem(
            Status status,
            String code,
            String message,
            List<? extends Fault> faults,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public Status status() {
        return status;
    }

    /** The stable code for programs. */
    public String code() {
        return code;
    }

    /** The single errors; empty if they cannot be named. */
    public List<Fault> faults() {
        return faults;
    }

    /** The time after which another attempt may succeed; empty if no attempt will. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
