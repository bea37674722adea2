package dev.lutra.training;

/** What a training job does. */
public enum JobMode {
    /** Learns a new network, and publishes it as a model. */
    TRAIN,
    /** Adds LUTs to a model without changing its network. */
    ENCODE
}
