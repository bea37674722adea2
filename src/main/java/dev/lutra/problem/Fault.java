package dev.lutra.problem;

/** One thing that is wrong, where it can be named: an entry of {@code errors} in an answer. */
public interface Fault {

    /** Stable, for programs, such as {@code out-of-range}. */
    String code();

    /** For people. */
    String detail();
}
