package dev.lutra.format;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.OptionalInt;

/**
 * A file that is not a LUT, or cannot be read without guessing.
 *
 * <p>The message is the detail, with the line number before it if there is one. An example of a code is {@code
 * cube-row-count}.
 */
public final class InvalidLutFile extends Problem {

    /** The code of a file whose name has no extension of a known format. */
    public static final String UNKNOWN_FORMAT = "unknown-format";

    private final int line;
    private final String detail;

    /** A file at which the reader of a format failed, which is a fault of the reader too. */
    public static InvalidLutFile unreadable(String format, Throwable cause) {
        var invalid = new InvalidLutFile(format + "-unreadable", "the file cannot be read");
        invalid.initCause(cause);
        return invalid;
    }

    /** A fault of the file as a whole. */
    InvalidLutFile(String code, String detail) {
        this(code, 0, detail, detail);
    }

    /** A fault in a line, counted from 1. */
    InvalidLutFile(String code, int line, String detail) {
        this(code, line, detail, "line %d: %s".formatted(line, detail));
    }

    private InvalidLutFile(String code, int line, String detail, String message) {
        super(status(code), code, message);
        this.line = line;
        this.detail = detail;
    }

    /** The line, counted from 1; empty if the file has no lines or if the fault concerns no single line. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** The fault, described for the owner of the file. */
    public String detail() {
        return detail;
    }

    /** The status of a rejected file: only an unknown format is a matter of its type. */
    public static Status status(String code) {
        return code.equals(UNKNOWN_FORMAT) ? Status.UNSUPPORTED_TYPE : Status.UNACCEPTABLE;
    }
}
