package dev.lutra.format;

import java.util.OptionalInt;

/**
 * A file that is not a LUT, or not one that can be read without guessing.
 *
 * <p>The message is the detail, led by the line number where there is one.
 */
public final class InvalidLutFile extends RuntimeException {

    /** The code of a file whose name claims no format that is read. */
    public static final String UNKNOWN_FORMAT = "unknown-format";

    private final String code;
    private final int line;
    private final String detail;

    /** A fault of the file as a whole. */
    InvalidLutFile(String code, String detail) {
        super(detail);
        this.code = code;
        this.line = 0;
        this.detail = detail;
    }

    /** A fault in a line, counted from 1. */
    InvalidLutFile(String code, int line, String detail) {
        super("line %d: %s".formatted(line, detail));
        this.code = code;
        this.line = line;
        this.detail = detail;
    }

    /** What is wrong, for programs: stable, such as {@code cube-row-count}. */
    public String code() {
        return code;
    }

    /** Where, counted from 1; empty where the file has no lines or the fault is not in one. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** What is wrong, for the person who has the file. */
    public String detail() {
        return detail;
    }
}
