package dev.lutra.problem;

/** A single error in a request: an entry of {@code errors} in the answer. */
public interface Fault {

    /** A stable code for programs, such as {@code out-of-range}. */
    String code();

    /** A description for people. */
    String detail();
}
