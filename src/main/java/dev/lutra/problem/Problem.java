package dev.lutra.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that its user can understand: HTTP answers it as a problem (RFC 9457), a command prints its message, a job
 * ends with it. Each kind of failure is a class of its own, beside the code that fails.
 *
 * <p>The message is for people: a sentence that says what is wrong and, where that is not plain, what to do.
 */
public abstract class Problem extends RuntimeException {

    private final Status status;
    private final String code;
    private final transient List<Fault> faults;
    private final @Nullable Duration retryAfter;

    /** A problem with nothing but its message. */
    protected Problem(Status status, String code, String message) {
        this(status, code, message, List.of(), null, null);
    }

    /** A problem of which the single faults can be named. */
    protected Problem(Status status, String code, String message, List<? extends Fault> faults) {
        this(status, code, message, faults, null, null);
    }

    /** A problem that passes. */
    protected Problem(Status status, String code, String message, Duration retryAfter, @Nullable Throwable cause) {
        this(status, code, message, List.of(), retryAfter, cause);
    }

    /**
     * A problem.
     *
     * @param status the kind of failure
     * @param code stable, for programs, such as {@code lut-not-found}
     * @param message for people
     * @param faults the single things that are wrong; empty if they cannot be named
     * @param retryAfter after which time another attempt may succeed; null if none will
     * @param cause for the log
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

    /** What is wrong, for programs: it never changes. */
    public String code() {
        return code;
    }

    /** The single things that are wrong; empty if they cannot be named. */
    public List<Fault> faults() {
        return faults;
    }

    /** After which time another attempt may succeed; empty if none will. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
