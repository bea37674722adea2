package dev.lutra.network.learn;

/** Takes the steps of a training, from what was learned before. */
interface TrainingSteps extends AutoCloseable {

    /** Takes one step. */
    void take(long iteration);

    /** The loss, the mean over the steps since the last call. */
    double loss();

    /** The mean ΔE76 over the colours and the LUTs of the last step. */
    double deltaE76();

    /** Brings {@link Learned} up to date. */
    void save();

    /** Goes on from the numbers in {@link Learned}, which were restored. */
    void load();

    @Override
    void close();
}
