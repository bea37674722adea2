package dev.lutra.training;

/** How a run of a job ended. */
enum Outcome {
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    /** The worker stops: another one is to take the job up. */
    GIVEN_BACK("given-back"),
    /** Another worker has it. */
    LOST("lost"),
    /** There was nothing to do any more. */
    OBSOLETE("obsolete");

    private final String tag;

    Outcome(String tag) {
        this.tag = tag;
    }

    /** As metrics call it. */
    String tag() {
        return tag;
    }
}
