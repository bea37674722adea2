package dev.lutra.training;

/** The result of a run of a job. */
enum Outcome {
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    /** The worker stops, and another one continues. */
    GIVEN_BACK("given-back"),
    /** Another worker has it. */
    LOST("lost"),
    /** The job had ended already. */
    OBSOLETE("obsolete");

    private final String tag;

    Outcome(String tag) {
        this.tag = tag;
    }

    /** The name in metrics. */
    String tag() {
        return tag;
    }
}
